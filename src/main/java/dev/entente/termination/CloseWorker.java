package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Closes a proven case. */
@Component
class CloseWorker implements Worker<CloseWorker.Input> {

  record Input(long terminationId) {}

  private final Closing closing;

  CloseWorker(Closing closing) {
    this.closing = closing;
  }

  @Override
  public String jobType() {
    return "termination.close";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    closing.close(input.terminationId(), job);
    return Outcome.completed();
  }
}
