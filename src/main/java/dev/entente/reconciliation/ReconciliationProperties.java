package dev.entente.reconciliation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often targets are compared with the ledger, how long what is found waits, and how much one run may change.
 *
 * @param every between two scheduled runs of one target
 * @param afterFailure until a target that could not be read is tried again
 * @param askAfter how long a finding is only reported before its owner is asked by a process (quarantine)
 * @param disableAfter how long the owner has before access that nobody granted is disabled
 * @param deleteAfter how long it stays disabled before it is deleted
 * @param maxChanges at most so many changes in one run
 * @param maxPercent at most so many percent of what the ledger says the target holds
 * @param lateAfter how long after its end a revocation counts as late
 * @param owner the group that answers for findings and for runs that were held, unless the target names its own
 * @param stale how long a run may stand still before another goes on with it
 */
@ConfigurationProperties("entente.access.reconciliation")
public record ReconciliationProperties(
    @DefaultValue("1d") Duration every,
    @DefaultValue("1h") Duration afterFailure,
    @DefaultValue("3d") Duration askAfter,
    @DefaultValue("14d") Duration disableAfter,
    @DefaultValue("30d") Duration deleteAfter,
    @DefaultValue("25") int maxChanges,
    @DefaultValue("10") int maxPercent,
    @DefaultValue("1d") Duration lateAfter,
    @DefaultValue("compliance") String owner,
    @DefaultValue("10m") Duration stale) {

  /** When the target of a run is compared again. */
  Instant nextAfter(ReconciliationRuns.Run last) {
    return last.startedAt().plus(last.state() == ReconciliationRuns.State.FAILED ? afterFailure : every);
  }
}
