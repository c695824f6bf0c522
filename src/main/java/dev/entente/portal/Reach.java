package dev.entente.portal;

import dev.entente.partner.Stage;

/** How far a partner's contacts come in the portal. */
enum Reach {
  /** All pages. */
  FULL,
  /** What is needed to leave in order, or to come back: status, evidence, exit. */
  LIMITED,
  /** Nothing: nobody signs in, and who is signed in is out. */
  NONE;

  static Reach of(Stage stage) {
    return switch (stage) {
      case APPLICANT, ONBOARDING, ACTIVE -> FULL;
      case SUSPENDED, TERMINATING -> LIMITED;
      case TERMINATED, REJECTED, WITHDRAWN -> NONE;
    };
  }
}
