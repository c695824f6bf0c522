package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Ends a case before its unwind; the partner goes on. */
@Component
class CallOffWorker implements Worker<CallOffWorker.Input> {

  record Input(long terminationId, String callOffAs) {}

  private final Proceeding proceeding;

  CallOffWorker(Proceeding proceeding) {
    this.proceeding = proceeding;
  }

  @Override
  public String jobType() {
    return "termination.callOff";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    proceeding.callOff(input.terminationId(), Termination.State.valueOf(input.callOffAs()), job);
    return Outcome.completed();
  }
}
