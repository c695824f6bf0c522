package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Gives again what the same process suspended. */
@Component
@GivesAccess(notUndoneBecause = "It undoes: the partner has no more than before")
class RestoreWorker implements Worker<RestoreWorker.Input> {

  record Input(String partnerId) {}

  private final Suspending suspending;

  RestoreWorker(Suspending suspending) {
    this.suspending = suspending;
  }

  @Override
  public String jobType() {
    return "access.restore";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    suspending.restore(new PartnerId(input.partnerId()), job.processInstanceKey());
    return Outcome.completed();
  }
}
