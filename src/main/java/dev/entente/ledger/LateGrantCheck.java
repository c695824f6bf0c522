package dev.entente.ledger;

import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at a target once more where a revocation overtook a call that gave something: whoever made that call takes back what came too late, unless it
 * died meanwhile.
 */
@Component
class LateGrantCheck {

  /** Longer than any call can be under way. */
  static final Duration AFTER = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(LateGrantCheck.class);
  private static final int BATCH = 100;
  private static final Origin ORIGIN = Origin.schedule("second-look");
  private static final String LATE = "It reached the target after it was revoked";

  private final Grants grants;
  private final LedgerUpkeep ledger;
  private final Revoking revoking;
  private final Targets targets;
  private final Clock clock;

  LateGrantCheck(Grants grants, LedgerUpkeep ledger, Revoking revoking, Targets targets, Clock clock) {
    this.grants = grants;
    this.ledger = ledger;
    this.revoking = revoking;
    this.targets = targets;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${entente.access.sweep-every:60s}", initialDelayString = "${entente.access.sweep-every:60s}")
  void look() {
    for (Grant grant : grants.toLookAt(OffsetDateTime.now(clock), BATCH)) {
      try {
        look(grant);
      } catch (RuntimeException trouble) {
        LOG.warn("Target {} could not be looked at again for grant {}: {}", grant.target(), grant.id(), trouble.getMessage());
        ledger.lookLater(grant.id());
      }
    }
  }

  /** A target that is not set up any more holds nothing that we could reach, and what people do by hand they say themselves. */
  private void look(Grant grant) {
    if (targets.knows(grant.target()) && !targets.get(grant.target()).byHand()) {
      TargetSystem target = targets.get(grant.target());
      if (target.verify(grant.access()) && ledger.beginTakingBack(grant.id(), LATE, ORIGIN)) {
        revoking.revoke(grant, LATE, ORIGIN);
      }
      revoking.closeAccountsAgain(grant);
    }
    ledger.looked(grant.id());
  }
}
