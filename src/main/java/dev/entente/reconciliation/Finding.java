package dev.entente.reconciliation;

import dev.entente.provisioning.TargetSystem.Access;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a target and the ledger.
 *
 * @param partner as the target writes it; need not be a partner of ours
 * @param held the target holds it, so that it can be taken away there
 * @param detail what exactly, as the end of a message key
 * @param argument what is put into that message
 * @param owner the group that answers for it
 * @param askedAs the start of its process, null while nobody was asked
 */
public record Finding(
    long id,
    String target,
    Kind kind,
    String partner,
    String holder,
    String holderName,
    String role,
    @Nullable Long grantId,
    boolean held,
    String detail,
    String argument,
    String owner,
    State state,
    Stage stage,
    Instant stageSince,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable LocalDate acceptedUntil,
    @Nullable String acceptedBy,
    @Nullable UUID askedAs,
    @Nullable Instant closedAt,
    @Nullable String closedWhy) {

  /**
   * MISSING: active in the ledger only. ORPHAN: in the target only. DRIFTED: in both, but not the same. LATE_REVOKED: there after its time.
   * UNGRANTED: ought to be in the ledger. UNEXPECTED: ought not to be.
   */
  public enum Kind {
    ORPHAN, MISSING, DRIFTED, LATE_REVOKED, UNGRANTED, UNEXPECTED
  }

  public enum State {
    OPEN, ACCEPTED, CLOSED
  }

  /** QUARANTINED: its owner was asked; from here on it is taken away step by step unless somebody decides otherwise. */
  enum Stage {
    REPORTED, QUARANTINED, DISABLED, DELETED
  }

  /** @param step ASK, DISABLE or DELETE */
  record Next(PlannedAction.Action step, Instant at) {}

  /** What the reconciliation does by itself unless somebody decides before, and when at the earliest; null where it only waits for a decision. */
  @Nullable Next next(ReconciliationProperties waits) {
    if (state == State.CLOSED) {
      return null;
    }
    if (state == State.ACCEPTED) {
      return acceptedUntil == null ? null : new Next(PlannedAction.Action.ASK, acceptedUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    if (stage == Stage.REPORTED) {
      return askedAs == null ? new Next(PlannedAction.Action.ASK, firstSeen.plus(waits.askAfter())) : null;
    }
    boolean foreign = held && (kind == Kind.ORPHAN || kind == Kind.LATE_REVOKED);
    if (!foreign || stage == Stage.DELETED) {
      return null;
    }
    return stage == Stage.QUARANTINED ? new Next(PlannedAction.Action.DISABLE, stageSince.plus(waits.disableAfter()))
        : new Next(PlannedAction.Action.DELETE, stageSince.plus(waits.deleteAfter()));
  }

  /** It tells ledger and program apart, not ledger and target. */
  public boolean isOfLedger() {
    return kind == Kind.UNGRANTED || kind == Kind.UNEXPECTED;
  }

  Access access() {
    return new Access(partner, holder, holderName, role);
  }
}
