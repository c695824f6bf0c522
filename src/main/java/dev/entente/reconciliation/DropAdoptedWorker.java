package dev.entente.reconciliation;

import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Undoes {@link AdoptFindingWorker} when the process is stopped. */
@Component
class DropAdoptedWorker implements Worker<DropAdoptedWorker.Input> {

  record Input(String partnerId) {}

  private final Revoking revoking;

  DropAdoptedWorker(Revoking revoking) {
    this.revoking = revoking;
  }

  @Override
  public String jobType() {
    return "access.dropAdopted";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    revoking.revokeGranted(new PartnerId(input.partnerId()), "The adoption was undone", Origin.of(job));
    return Outcome.completed();
  }
}
