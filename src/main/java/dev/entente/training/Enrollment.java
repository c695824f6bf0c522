package dev.entente.training;

import dev.entente.partner.PartnerId;

/**
 * One learner and one course.
 *
 * @param attempt the latest, 0 before the first
 */
record Enrollment(
    long id, PartnerId partner, long contactId, String contactName, String email, String curriculum, String course, String programVersion, State state,
    int attempt) {

  enum State {
    PLANNED, WAITING, SCORED, PASSED, FAILED, EXPIRED, CLOSED
  }
}
