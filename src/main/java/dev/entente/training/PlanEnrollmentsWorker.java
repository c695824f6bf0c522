package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans who learns which course: whoever a manager chose last, else whoever was nominated at the start, else all contacts. */
@Component
class PlanEnrollmentsWorker implements Worker<PlanEnrollmentsWorker.Input> {

  record Input(
      String partnerId, @Nullable String curriculum, @Nullable List<String> curricula, @Nullable List<Long> learners, @Nullable List<String> nominatedLearners,
      @Nullable Integer extensionDays) {}

  private final EnrollmentPlanning planning;

  PlanEnrollmentsWorker(EnrollmentPlanning planning) {
    this.planning = planning;
  }

  @Override
  public String jobType() {
    return "training.planEnrollments";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    EnrollmentPlanning.Wish wish = new EnrollmentPlanning.Wish(Courses.asked(input.curriculum(), input.curricula()), learners(input), input.extensionDays());
    return Outcome.completed(Map.of("enrollments", planning.plan(new PartnerId(input.partnerId()), wish, job)));
  }

  private static Set<Long> learners(Input input) {
    if (input.nominatedLearners() != null && !input.nominatedLearners().isEmpty()) {
      return input.nominatedLearners().stream().map(Long::valueOf).collect(Collectors.toSet());
    }
    return input.learners() == null ? Set.of() : Set.copyOf(input.learners());
  }
}
