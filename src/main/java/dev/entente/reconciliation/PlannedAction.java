package dev.entente.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a run of the reconciliation does, or would do.
 *
 * @param findingId null for a finding that is to be opened
 * @param outcome how it went, as the end of a message key, or what the target answered
 */
public record PlannedAction(
    long id, long runId, Action action, @Nullable Long findingId, Finding.Kind kind, String partner, String holder, String holderName, String role,
    String detail, String argument, State state, @Nullable String outcome) {

  /** OPEN and CLOSE concern the finding alone, ASK its owner; only DISABLE and DELETE change the target. */
  public enum Action {
    OPEN, CLOSE, ASK, DISABLE, DELETE
  }

  enum State {
    PLANNED, DONE, SKIPPED, FAILED
  }
}
