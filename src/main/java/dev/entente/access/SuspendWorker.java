package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Suspends a partner's access as a step of a process. */
@Component
@GivesAccess(notUndoneBecause = "It takes; only a suspension that somebody lifts meanwhile gives back what it took")
class SuspendWorker implements Worker<SuspendWorker.Input> {

  record Input(String partnerId, String suspendReason) {}

  private final Suspending suspending;

  SuspendWorker(Suspending suspending) {
    this.suspending = suspending;
  }

  @Override
  public String jobType() {
    return "access.suspend";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    suspending.suspend(new PartnerId(input.partnerId()), input.suspendReason(), job.processInstanceKey());
    return Outcome.completed();
  }
}
