package dev.entente.portal;

import dev.entente.partner.KnownContact;
import dev.entente.partner.Stage;
import java.time.Instant;

/** How far a partner's contacts come in the portal. */
enum Reach {
  /** All pages. */
  FULL,
  /** What is needed to leave in order, or to come back: status, evidence, exit. */
  LIMITED,
  /** The papers of a partnership that has ended, to read. */
  PAPERS,
  /** Nothing: nobody signs in, and who is signed in is out. */
  NONE;

  static Reach of(KnownContact contact, Instant now) {
    boolean papers = contact.stage() == Stage.TERMINATED && contact.papersUntil() != null && contact.papersUntil().isAfter(now);
    return papers ? PAPERS : of(contact.stage());
  }

  static Reach of(Stage stage) {
    return switch (stage) {
      case APPLICANT, ONBOARDING, ACTIVE -> FULL;
      case SUSPENDED, TERMINATING -> LIMITED;
      case TERMINATED, REJECTED, WITHDRAWN -> NONE;
    };
  }
}
