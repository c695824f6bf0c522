package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Puts the partner into another tier, or back into the one before. */
@Component
class ChangeTierWorker implements Worker<ChangeTierWorker.Input> {

  record Input(String partnerId, String toTier) {}

  private final Reviewing reviewing;

  ChangeTierWorker(Reviewing reviewing) {
    this.reviewing = reviewing;
  }

  @Override
  public String jobType() {
    return "tier.changeTier";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    reviewing.changeTier(new PartnerId(input.partnerId()), input.toTier(), job);
    return Outcome.completed();
  }
}
