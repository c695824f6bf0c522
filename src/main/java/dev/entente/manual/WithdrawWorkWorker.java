package dev.entente.manual;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Ends work by hand of a partner that is being terminated; what has to be taken, the termination asks for anew. */
@Component
class WithdrawWorkWorker implements Worker<WithdrawWorkWorker.Input> {

  record Input(long workItemId) {}

  private final WorkingByHand working;

  WithdrawWorkWorker(WorkingByHand working) {
    this.working = working;
  }

  @Override
  public String jobType() {
    return "access.withdrawWork";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    working.withdraw(input.workItemId(), "The partner is terminated");
    return Outcome.completed();
  }
}
