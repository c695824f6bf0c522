package dev.entente.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes accounts that came with a role when the last role of their holder is gone. They are left for a while first: a job that grants a role asks for
 * the account shortly before, and must find it.
 */
@Component
class AccountDeprovisioning {

  private static final Logger LOG = LoggerFactory.getLogger(AccountDeprovisioning.class);
  private static final int BATCH = 100;
  private static final Origin ORIGIN = Origin.schedule("idle-account");
  private static final String REASON = "No role of its holder is left";

  private final Grants grants;
  private final LedgerUpkeep ledger;
  private final Revoking revoking;
  private final Clock clock;
  private final Duration after;

  AccountDeprovisioning(Grants grants, LedgerUpkeep ledger, Revoking revoking, Clock clock, @Value("${entente.access.account-idle:1h}") Duration after) {
    this.grants = grants;
    this.ledger = ledger;
    this.revoking = revoking;
    this.clock = clock;
    this.after = after;
  }

  /** What can't be revoked now is left to {@link RevocationSweep}. */
  @Scheduled(fixedDelayString = "${entente.access.sweep-every:60s}", initialDelayString = "${entente.access.sweep-every:60s}")
  void close() {
    OffsetDateTime idleSince = OffsetDateTime.now(clock).minus(after);
    for (Grant account : grants.idleAccounts(idleSince, BATCH)) {
      try {
        if (ledger.beginClosing(account.id(), idleSince, REASON, ORIGIN)) {
          revoking.revoke(account, REASON, ORIGIN);
        }
      } catch (RuntimeException trouble) {
        LOG.warn("Account {} in {} is still to be closed: {}", account.id(), account.target(), trouble.getMessage());
      }
    }
  }
}
