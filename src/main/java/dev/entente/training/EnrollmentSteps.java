package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.program.Program.Course;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import dev.entente.training.Attempts.Attempt;
import dev.entente.training.Enrollment.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One enrollment from attempt to attempt; each step repeat-safe by the element instance that asks for it. */
@Component
class EnrollmentSteps {

  /** However little of an enrollment's time is left, a retake gets this much. */
  static final Duration LEAST = Duration.ofDays(7);

  private final Enrollments enrollments;
  private final Attempts attempts;
  private final Courses courses;
  private final Processes processes;
  private final TrainingMails mails;
  private final Trail trail;
  private final Clock clock;

  EnrollmentSteps(Enrollments enrollments, Attempts attempts, Courses courses, Processes processes, TrainingMails mails, Trail trail, Clock clock) {
    this.enrollments = enrollments;
    this.attempts = attempts;
    this.courses = courses;
    this.processes = processes;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
  }

  /** An attempt that waits for its score, with the rules that hold for it. */
  record Opened(int attempt, Instant openUntil, Duration coolDown, Course course) {}

  @Transactional
  Opened enroll(PartnerId partner, long id, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    Course course = courses.of(enrollment);
    Optional<Attempt> before = attempts.of(job.elementInstanceKey());
    if (before.isEmpty() && !enrollment.state().isOpen()) {
      // It ended before its process came to it: nothing is opened, and the time that is up ends the process.
      return new Opened(enrollment.attempt(), clock.instant().truncatedTo(ChronoUnit.SECONDS), Duration.ZERO, course);
    }
    Attempt attempt = before.orElseGet(() -> enrollment.isCarriedOver() ? takeUp(enrollment, job) : start(enrollment, course, job));
    Instant until = enrollments.get(partner, id).openUntil();
    return new Opened(attempt.number(), until == null ? clock.instant() : until, coolDown(attempt, course), course);
  }

  private Attempt start(Enrollment enrollment, Course course, JobContext job) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant until = enrollment.openUntil() == null ? now.plus(enrollment.timeLimit(course.timeLimit())) : latest(enrollment.openUntil(), now.plus(LEAST));
    Attempt attempt = attempts.start(enrollment, job.processInstanceKey(), job.elementInstanceKey(), until);
    mails.enrolled(enrollment, course, attempt.number(), until, job);
    record(enrollment, "training.enrolled", Map.of("enrollment", enrollment.id(), "course", course.id(), "attempt", attempt.number()), job);
    return attempt;
  }

  /** The learner notices nothing; a score that the process before had got is told to this one. */
  private Attempt takeUp(Enrollment enrollment, JobContext job) {
    Attempt attempt = attempts.takeUp(enrollment, job.processInstanceKey(), job.elementInstanceKey());
    if (enrollment.state() == State.SCORED && attempt.score() != null) {
      processes.publish("course-completed", enrollment.attemptKey(), Map.of("score", attempt.score()));
    }
    return attempt;
  }

  /** What is left of it, where the score is known already. */
  private Duration coolDown(Attempt attempt, Course course) {
    if (attempt.completedAt() == null) {
      return course.coolDown();
    }
    Duration left = Duration.between(clock.instant(), attempt.completedAt().plus(course.coolDown())).truncatedTo(ChronoUnit.SECONDS);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Transactional
  void remind(PartnerId partner, long id, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    if (enrollment.state() == State.WAITING) {
      mails.reminded(enrollment, courses.of(enrollment), job);
    }
  }

  @Transactional
  void close(PartnerId partner, long id, State outcome, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    if (enrollments.close(id, outcome)) {
      if (outcome != State.CLOSED) {
        mails.closed(enrollment, courses.of(enrollment), outcome, job);
      }
      record(enrollment, "training.closed", Map.of("enrollment", id, "course", enrollment.course(), "outcome", outcome.name()), job);
    }
  }

  /** Nobody waits any more for what the process waited for. */
  @Transactional
  void closeAll(PartnerId partner, JobContext job) {
    List<Long> closed = enrollments.closeOfProcess(job.processInstanceKey());
    if (!closed.isEmpty()) {
      trail.record(TrailEntry.of(partner.value(), "system", "training.closed", new LinkedHashMap<>(Map.of("enrollments", closed, "outcome", "CLOSED")))
          .in(job.processInstanceKey()));
    }
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void record(Enrollment enrollment, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(enrollment.partner().value(), "system", action, details).in(job.processInstanceKey()));
  }
}
