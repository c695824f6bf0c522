package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One learner and one course.
 *
 * @param attempt the latest, 0 before the first
 * @param processInstance that waits for it; null while a process of its own is about to take it up
 * @param days what a manager gave instead of the course's time limit
 * @param openUntil null before the first attempt
 */
record Enrollment(
    long id, PartnerId partner, long contactId, String contactName, String email, String curriculum, String course, String programVersion, State state,
    int attempt, @Nullable Long processInstance, @Nullable Integer days, @Nullable Instant openUntil) {

  enum State {
    PLANNED, WAITING, SCORED, PASSED, FAILED, EXPIRED, CLOSED;

    boolean isOpen() {
      return this == PLANNED || this == WAITING || this == SCORED;
    }
  }

  /** Another process had begun it. */
  boolean isCarriedOver() {
    return processInstance == null && attempt > 0;
  }

  Duration timeLimit(Duration ofCourse) {
    return days == null ? ofCourse : Duration.ofDays(days);
  }

  /** The correlation key of a score for the present attempt. */
  String attemptKey() {
    return id + "-" + attempt;
  }
}
