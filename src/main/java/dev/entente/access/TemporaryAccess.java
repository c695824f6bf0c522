package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import org.springframework.stereotype.Component;

/** Takes back what was given for a time only. */
@Component
public class TemporaryAccess {

  private final Revoking revoking;

  TemporaryAccess(Revoking revoking) {
    this.revoking = revoking;
  }

  /**
   * Revokes the entitlement from all its holders; safe to repeat, and what can't be revoked now is thrown, to be tried again.
   *
   * @param reason for people
   */
  public void takeBack(PartnerId partner, String entitlement, String reason, JobContext job) {
    revoking.revokeEntitlement(partner, entitlement, reason, Origin.of(job));
  }
}
