package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists what a change of tier adds and what it takes away. */
@Component
class PlanTierDeltaWorker implements Worker<PlanTierDeltaWorker.Input> {

  record Input(String partnerId, String fromTier, String toTier) {}

  private final TierDelta delta;

  PlanTierDeltaWorker(TierDelta delta) {
    this.delta = delta;
  }

  @Override
  public String jobType() {
    return "access.planTierDelta";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    TierDelta.Delta planned = delta.plan(new PartnerId(input.partnerId()), input.fromTier(), input.toTier(), job);
    return Outcome.completed(Map.of("entitlementsToGrant", planned.toGrant(), "entitlementsToRevoke", planned.toRevoke(),
        "fromTierHeld", planned.held(), "presentTier", planned.presentTier()));
  }
}
