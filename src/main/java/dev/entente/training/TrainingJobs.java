package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of learning: planned, enrolled, reminded, counted, closed. */
@Component
class TrainingJobs {

  private final EnrollmentPlanning planning;
  private final EnrollmentSteps learning;
  private final TrainingRequirement requirement;
  private final CertificateCarryOver carryingOver;

  TrainingJobs(EnrollmentPlanning planning, EnrollmentSteps learning, TrainingRequirement requirement, CertificateCarryOver carryingOver) {
    this.planning = planning;
    this.learning = learning;
    this.requirement = requirement;
    this.carryingOver = carryingOver;
  }

  record PlanEnrollmentsInput( PartnerId partnerId, @Nullable String curriculum, @Nullable List<String> curricula,
      @Nullable List<Long> learners, @Nullable List<String> nominatedLearners, @Nullable Integer extensionDays) {}

  record EnrollInput(PartnerId partnerId, long enrollmentId) {}

  record RemindLearnerInput(PartnerId partnerId, long enrollmentId) {}

  record CloseEnrollmentInput(PartnerId partnerId, long enrollmentId, Enrollment.State enrollmentOutcome) {}

  record OfPartner(PartnerId partnerId) {}

  record EvaluateCurriculumInput(PartnerId partnerId, @Nullable String curriculum, @Nullable List<String> curricula, int certifiedPeopleRequired) {}

  /** Plans who learns which course: whoever a manager chose last, else whoever was nominated at the start, else all contacts. */
  @JobType("training.planEnrollments")
  Outcome planEnrollments(PlanEnrollmentsInput input, JobContext job) {
    EnrollmentPlanning.Wish wish = new EnrollmentPlanning.Wish(Courses.asked(input.curriculum(), input.curricula()), learners(input), input.extensionDays());
    return Outcome.completed(Map.of("enrollments", planning.plan(input.partnerId(), wish, job)));
  }

  private static Set<Long> learners(PlanEnrollmentsInput input) {
    if (input.nominatedLearners() != null && !input.nominatedLearners().isEmpty()) {
      return input.nominatedLearners().stream().map(Long::valueOf).collect(Collectors.toSet());
    }
    return input.learners() == null ? Set.of() : Set.copyOf(input.learners());
  }

  /** Opens the next attempt of an enrollment, or takes up the one that another process began. */
  @JobType("training.enroll")
  Outcome enroll(EnrollInput input, JobContext job) {
    EnrollmentSteps.Opened opened = learning.enroll(input.partnerId(), input.enrollmentId(), job);
    return Outcome.completed(Map.of(
        "attempt", opened.attempt(),
        "attemptsAllowed", opened.course().attempts(),
        "passScore", opened.course().passScore(),
        "courseReminder", "R/P7D",
        "courseOpenUntil", opened.openUntil().toString(),
        "coolDown", opened.coolDown().toString()));
  }

  /** Reminds a learner whose course waits. */
  @JobType("training.remindLearner")
  Outcome remindLearner(RemindLearnerInput input, JobContext job) {
    learning.remind(input.partnerId(), input.enrollmentId(), job);
    return Outcome.completed();
  }

  /** Closes an enrollment that failed or expired. */
  @JobType("training.closeEnrollment")
  Outcome closeEnrollment(CloseEnrollmentInput input, JobContext job) {
    learning.close(input.partnerId(), input.enrollmentId(), input.enrollmentOutcome(), job);
    return Outcome.completed();
  }

  /** Closes what its process was waiting for when the process is stopped. */
  @JobType("training.closeEnrollments")
  Outcome closeEnrollments(OfPartner input, JobContext job) {
    learning.closeAll(input.partnerId(), job);
    return Outcome.completed();
  }

  /** Counts whether enough people are certified. */
  @JobType("training.evaluateCurriculum")
  Outcome evaluateCurriculum(EvaluateCurriculumInput input) {
    TrainingRequirement.Count count = requirement.count(input.partnerId(), Courses.asked(input.curriculum(), input.curricula()),
        input.certifiedPeopleRequired());
    return Outcome.completed(Map.of("certifiedPeople", count.certifiedPeople(), "requirementMet", count.met()));
  }

  /** Lets learners finish although enough others are certified. */
  @JobType("training.carryOver")
  Outcome carryOver(OfPartner input, JobContext job) {
    carryingOver.carryOver(input.partnerId(), job);
    return Outcome.completed();
  }
}
