package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Revokes one entitlement from all its holders; as the way back of a grant it takes only what its own process gave. */
@Component
class RevokeEntitlementWorker implements Worker<RevokeEntitlementWorker.Input> {

  /** @param ownGrantsOnly leave what other processes granted; null means no */
  record Input(String partnerId, String entitlement, @Nullable Boolean ownGrantsOnly) {}

  private final Revoking revoking;

  RevokeEntitlementWorker(Revoking revoking) {
    this.revoking = revoking;
  }

  @Override
  public String jobType() {
    return "access.revokeEntitlement";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    PartnerId partner = new PartnerId(input.partnerId());
    if (Boolean.TRUE.equals(input.ownGrantsOnly())) {
      revoking.revokeEntitlement(partner, input.entitlement(), grant -> isOf(grant, job), "Provisioning was undone", Origin.of(job));
    } else {
      revoking.revokeEntitlement(partner, input.entitlement(), "The tier does not give it any more", Origin.of(job));
    }
    return Outcome.completed();
  }

  private static boolean isOf(Grant grant, JobContext job) {
    return grant.processInstanceKey() == job.processInstanceKey();
  }
}
