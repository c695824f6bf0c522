package dev.entente.exception;

/** What may be deviated from. */
public enum ExceptionKind {
  /** More seats than the tier's cap: the amount. */
  USAGE_CAP,
  /** A market that the agreement does not name: the scope. */
  MARKET,
  /** Fewer certified people, the amount, in a curriculum, the scope. */
  TRAINING_WAIVER,
  /** An entitlement of a higher tier, or a module as {@code module:<id>}: the scope. */
  EARLY_ACCESS,
  /** More days to pay an invoice: the amount. */
  PAYMENT_TERMS,
  /** An end that comes later, by the days of the exception: of the license and its access, or of certificates. */
  GRACE;

  /** The scopes of {@link #GRACE}. */
  static final String GRACE_LICENSE = "LICENSE";
  static final String GRACE_CERTIFICATION = "CERTIFICATION";
  static final String MODULE = "module:";

  boolean hasAmount() {
    return this == USAGE_CAP || this == TRAINING_WAIVER || this == PAYMENT_TERMS;
  }

  boolean hasScope() {
    return this == MARKET || this == TRAINING_WAIVER || this == EARLY_ACCESS || this == GRACE;
  }

  /** Whether several for the same thing add up; else a second one is refused. */
  boolean addsUp() {
    return this == USAGE_CAP || this == TRAINING_WAIVER;
  }
}
