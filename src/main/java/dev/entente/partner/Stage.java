package dev.entente.partner;

/** Where a partner is in its life. */
public enum Stage {
  APPLICANT, ONBOARDING, ACTIVE, SUSPENDED, TERMINATING, TERMINATED, REJECTED, WITHDRAWN;

  /** No new access is ever granted to a partner on its way out, or out. */
  public boolean acceptsGrants() {
    return this == APPLICANT || this == ONBOARDING || this == ACTIVE;
  }
}
