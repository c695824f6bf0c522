package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists what shall be granted for a tier. */
@Component
class PlanEntitlementsWorker implements Worker<PlanEntitlementsWorker.Input> {

  record Input(String partnerId, String tier) {}

  private final Planning planning;

  PlanEntitlementsWorker(Planning planning) {
    this.planning = planning;
  }

  @Override
  public String jobType() {
    return "access.planEntitlements";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("entitlements", planning.plan(new PartnerId(input.partnerId()), input.tier(), job)));
  }
}
