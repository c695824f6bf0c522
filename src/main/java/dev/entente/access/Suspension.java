package dev.entente.access;

import dev.entente.ledger.GrantKey;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner's access taken back at once, to be given again or not.
 *
 * @param process instance of the process that suspended, null for a person
 * @param revokedAt when the last grant was seen to be gone, null until then
 * @param askedBy who asked for reinstating, which somebody else has to do
 */
record Suspension(
    long id, PartnerId partner, State state, String reason, Stage stageBefore, String suspendedBy, @Nullable Long process, Instant suspendedAt,
    @Nullable Instant revokedAt, @Nullable String askedBy, @Nullable String askedWhy, @Nullable Instant askedAt, @Nullable String reinstatedBy,
    @Nullable Instant reinstatedAt, @Nullable Instant restoredAt) {

  enum State {
    SUSPENDING, SUSPENDED, REINSTATING, REINSTATED, ENDED
  }

  public boolean isReinstating() {
    return state == State.REINSTATING;
  }

  /** Something to do is left for the machine. */
  public boolean isBusy() {
    return state == State.SUSPENDING || state == State.REINSTATING;
  }

  public boolean isOpen() {
    return isBusy() || state == State.SUSPENDED;
  }

  /** From the order to suspend to the last revocation, in tenths of seconds as people read it; null until all is revoked. */
  public @Nullable String seconds() {
    return revokedAt == null ? null : String.format(java.util.Locale.ROOT, "%.1f", Duration.between(suspendedAt, revokedAt).toMillis() / 1000.0);
  }

  /**
   * One line of the list of what was taken and what is given again.
   *
   * @param state of the grant that was taken; null where there was none
   */
  record Item(GrantKey key, String name, String holderName, String target, @Nullable String state, Restore restore, @Nullable String problem) {

    public boolean isTaken() {
      return "REVOKED".equals(state) || "FAILED".equals(state);
    }
  }

  /** NOT_DUE: it ought not to be there any more. */
  enum Restore {
    NOT_YET, RESTORED, REFUSED, NOT_DUE
  }
}
