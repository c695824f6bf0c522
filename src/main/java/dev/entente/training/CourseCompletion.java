package dev.entente.training;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import dev.entente.program.Program.Course;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import dev.entente.training.Attempts.Attempt;
import dev.entente.training.Enrollment.State;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes the score of a course: marks the attempt and tells the process, both or neither. */
@Component
class CourseCompletion {

  private final Enrollments enrollments;
  private final Attempts attempts;
  private final Courses courses;
  private final Partners partners;
  private final Processes processes;
  private final Trail trail;

  CourseCompletion(Enrollments enrollments, Attempts attempts, Courses courses, Partners partners, Processes processes, Trail trail) {
    this.enrollments = enrollments;
    this.attempts = attempts;
    this.courses = courses;
    this.partners = partners;
    this.processes = processes;
    this.trail = trail;
  }

  record Completion(long enrollmentId, String course, int attempt, int attemptsAllowed, int score, int passScore) {}

  @ResponseStatus(HttpStatus.NOT_FOUND)
  static class NoSuchLearner extends RuntimeException {

    NoSuchLearner(String message) {
      super(message);
    }
  }

  @ResponseStatus(HttpStatus.BAD_REQUEST)
  static class NoSuchCourse extends RuntimeException {

    NoSuchCourse(String message) {
      super(message);
    }
  }

  @ResponseStatus(HttpStatus.CONFLICT)
  static class NotWaiting extends RuntimeException {

    NotWaiting(String message) {
      super(message);
    }
  }

  /** @param completionId the learning system's own name of the completion; null where it has none */
  record Report(int score, String reportedBy, @Nullable String completionId) {}

  /**
   * Takes a learning system's report; the same report again gets the same answer and changes nothing.
   *
   * @throws NotWaiting where nobody waits for it; it is kept all the same, for whoever decides how to go on
   */
  @Transactional(noRollbackFor = NotWaiting.class)
  public Completion complete(PartnerId partner, String email, String course, Report report) {
    Contact contact = contact(partner, email);
    List<Enrollment> ofLearner = enrollments.ofLearner(partner, contact.id());
    List<Enrollment> ofCourse = ofLearner.stream().filter(one -> isCourse(one, course.strip())).toList();
    if (ofCourse.isEmpty()) {
      throw new NoSuchCourse("course: this contact is not enrolled in it; its courses are "
          + (ofLearner.isEmpty() ? "none yet" : ofLearner.stream().map(Enrollment::course).distinct().collect(Collectors.joining(", "))));
    }
    Optional<Completion> before = taken(ofCourse, report);
    if (before.isPresent()) {
      return before.get();
    }
    List<Enrollment> waiting = ofCourse.stream().filter(one -> one.state() == State.WAITING).toList();
    if (waiting.isEmpty()) {
      throw late(ofCourse.get(0), report);
    }
    // One course, taken once, counts for every training that waits for it.
    return waiting.stream().map(one -> score(one, report)).toList().get(0);
  }

  @Transactional(noRollbackFor = NotWaiting.class)
  public Completion complete(PartnerId partner, long enrollmentId, Report report) {
    return score(enrollments.find(partner, enrollmentId)
        .orElseThrow(() -> new NoSuchLearner("Partner " + partner + " has no enrollment " + enrollmentId)), report);
  }

  private Contact contact(PartnerId partner, String email) {
    List<Contact> contacts = partners.facts(partner).contacts();
    return contacts.stream().filter(one -> one.email().equalsIgnoreCase(email.strip())).findFirst()
        .orElseThrow(() -> new NoSuchLearner("email: partner " + partner + " has no contact with this address; it has "
            + contacts.stream().map(Contact::email).collect(Collectors.joining(", "))));
  }

  private boolean isCourse(Enrollment enrollment, String course) {
    return enrollment.course().equalsIgnoreCase(course) || courses.of(enrollment).name().equalsIgnoreCase(course);
  }

  /** The answer that the same report got before. */
  private Optional<Completion> taken(List<Enrollment> ofCourse, Report report) {
    if (report.completionId() == null) {
      return Optional.empty();
    }
    List<Attempt> taken = attempts.reportedAs(report.completionId());
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = taken.get(0);
    Enrollment enrollment = ofCourse.stream().filter(one -> one.id() == attempt.enrollment()).findFirst().orElse(null);
    if (enrollment == null || !Integer.valueOf(report.score()).equals(attempt.score())) {
      throw new NotWaiting("completionId: " + report.completionId() + " was reported before for another learner, course or score; each completion needs an id"
          + " of its own");
    }
    return Optional.of(completion(enrollment, attempt.number(), report.score()));
  }

  private Completion score(Enrollment enrollment, Report report) {
    if (!attempts.score(enrollment, report.score(), report.reportedBy(), report.completionId())) {
      throw late(enrollment, report);
    }
    processes.publish("course-completed", enrollment.attemptKey(), Map.of("score", report.score()));
    trail.record(TrailEntry.of(enrollment.partner().value(), report.reportedBy(), "course.completed", Map.of("enrollment", enrollment.id(), "course",
        enrollment.course(), "attempt", enrollment.attempt(), "score", report.score())));
    return completion(enrollment, enrollment.attempt(), report.score());
  }

  private Completion completion(Enrollment enrollment, int attempt, int score) {
    Course course = courses.of(enrollment);
    return new Completion(enrollment.id(), course.id(), attempt, course.attempts(), score, course.passScore());
  }

  private NotWaiting late(Enrollment enrollment, Report report) {
    String name = report.completionId() == null ? report.reportedBy() + ":" + report.score() : report.completionId();
    boolean kept = !enrollment.state().isOpen() && enrollment.state() != State.PASSED;
    if (kept && attempts.keepLate(enrollment.id(), name, report.score(), report.reportedBy())) {
      trail.record(TrailEntry.of(enrollment.partner().value(), report.reportedBy(), "course.completedLate",
          Map.of("enrollment", enrollment.id(), "course", enrollment.course(), "score", report.score())));
    }
    String why = switch (enrollment.state()) {
      case PASSED -> "it is passed";
      case FAILED -> "all attempts are used up";
      case EXPIRED -> "its time was up on " + LocalDate.ofInstant(Objects.requireNonNull(enrollment.openUntil()), ZoneOffset.UTC);
      case CLOSED -> "it was closed, because nobody waits for it any more";
      case SCORED -> "a score was reported already; a retake opens after the cool-down";
      default -> "the learner is not enrolled yet";
    };
    return new NotWaiting("Course " + enrollment.course() + " does not wait for a score: " + why
        + (kept ? ". The score is kept for the partner manager, who can enroll the learner again." : ""));
  }
}
