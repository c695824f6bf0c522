package dev.entente.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes revocations that no job finishes any more, and takes what partners that have left still hold. */
@Component
class RevocationSweep {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationSweep.class);
  private static final int BATCH = 100;

  private final Grants grants;
  private final Revoking revoking;
  private final Clock clock;
  private final Duration after;

  RevocationSweep(Grants grants, Revoking revoking, Clock clock, @Value("${entente.access.sweep-after:5m}") Duration after) {
    this.grants = grants;
    this.revoking = revoking;
    this.clock = clock;
    this.after = after;
  }

  /** Every one is tried once, however many of a target in trouble come before it. */
  @Scheduled(fixedDelayString = "${entente.access.sweep-every:60s}", initialDelayString = "${entente.access.sweep-every:60s}")
  void sweep() {
    OffsetDateTime before = OffsetDateTime.now(clock).minus(after);
    long below = Long.MAX_VALUE;
    List<Grant> unsettled;
    do {
      unsettled = grants.unsettled(before, below, BATCH);
      for (Grant grant : unsettled) {
        below = grant.id();
        revoke(grant);
      }
    } while (unsettled.size() == BATCH);
  }

  private void revoke(Grant grant) {
    try {
      revoking.revoke(grant, "Left over", Origin.schedule("sweep"));
    } catch (RuntimeException trouble) {
      LOG.warn("Grant {} in {} is still to be revoked: {}", grant.id(), grant.target(), trouble.getMessage());
    }
  }
}
