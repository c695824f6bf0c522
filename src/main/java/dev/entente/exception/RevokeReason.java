package dev.entente.exception;

import java.util.Optional;

/** Nothing is revoked without saying why. */
final class RevokeReason {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 1000;

  private RevokeReason() {}

  /** Key of the text that says what is wrong with it. */
  static Optional<String> problem(String why) {
    int length = why.strip().length();
    if (length < SHORTEST) {
      return Optional.of("exception.problem.whyShort");
    }
    return length > LONGEST ? Optional.of("exception.problem.whyLong") : Optional.empty();
  }
}
