package dev.entente.access;

import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Grants one entitlement to all its holders; a target that stays in trouble until the last attempt ends as FAILED, which the diagram compensates. */
@Component
@GivesAccess(undoneBy = {"access.revokeProvisioned", "access.revokeEntitlement", "exception.takeBackAccess"})
class GrantWorker implements Worker<GrantWorker.Input> {

  /** The last three for a grant with terms of its own; without an end it is granted on those of the tier. */
  record Input(String partnerId, String entitlement, @Nullable String grantEndsOn, @Nullable String grantReason, @Nullable String grantOwner) {

    @Nullable Terms terms() {
      return grantEndsOn == null || grantReason == null || grantOwner == null
          ? null : new Terms(grantReason, grantOwner, LocalDate.parse(grantEndsOn), null);
    }
  }

  private final Planning planning;
  private final Granting granting;

  GrantWorker(Planning planning, Granting granting) {
    this.planning = planning;
    this.granting = granting;
  }

  @Override
  public String jobType() {
    return "access.grant";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    for (GrantOrder order : planning.entitlement(new PartnerId(input.partnerId()), input.entitlement(), input.terms(), job)) {
      if (granting.grant(order, job.lastAttempt()) instanceof Granting.Result.NotGranted) {
        return Outcome.completed(Map.of("grantOutcome", "FAILED"));
      }
    }
    return Outcome.completed(Map.of("grantOutcome", "GRANTED"));
  }
}
