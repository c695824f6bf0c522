package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves what could not be granted out of the next plan. */
@Component
class DropFailedEntitlementsWorker implements Worker<DropFailedEntitlementsWorker.Input> {

  record Input(String partnerId, @Nullable String provisioningComment) {}

  private final Drops drops;

  DropFailedEntitlementsWorker(Drops drops) {
    this.drops = drops;
  }

  @Override
  public String jobType() {
    return "access.dropFailedEntitlements";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    drops.dropFailed(new PartnerId(input.partnerId()), job.processInstanceKey(), input.provisioningComment());
    return Outcome.completed();
  }
}
