package dev.entente.partner;

import java.util.EnumSet;
import java.util.Set;

/** Where a partner is in its life. */
public enum Stage {
  APPLICANT, ONBOARDING, ACTIVE, SUSPENDED, TERMINATING, TERMINATED, REJECTED, WITHDRAWN;

  /** No new access is ever granted to a partner on its way out, or out. */
  public boolean acceptsGrants() {
    return this == APPLICANT || this == ONBOARDING || this == ACTIVE;
  }

  /** Nothing follows. */
  public boolean isFinal() {
    return next().isEmpty();
  }

  boolean mayBecome(Stage stage) {
    return next().contains(stage);
  }

  /** TERMINATED follows on nothing but TERMINATING: the proof that nothing is left comes first. */
  private Set<Stage> next() {
    if (this == APPLICANT) {
      return EnumSet.of(ONBOARDING, REJECTED, WITHDRAWN);
    }
    if (this == ONBOARDING) {
      return EnumSet.of(ACTIVE, SUSPENDED, REJECTED, WITHDRAWN, TERMINATING);
    }
    if (this == ACTIVE) {
      return EnumSet.of(SUSPENDED, TERMINATING);
    }
    if (this == SUSPENDED || this == TERMINATING) {
      return this == SUSPENDED ? EnumSet.of(ONBOARDING, ACTIVE, TERMINATING) : EnumSet.of(ONBOARDING, ACTIVE, SUSPENDED, TERMINATED);
    }
    return EnumSet.noneOf(Stage.class);
  }
}
