package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Begins the unwind and writes down what the partner owes. */
@Component
class BeginUnwindWorker implements Worker<BeginUnwindWorker.Input> {

  record Input(long terminationId, String certificateTimeLimit) {}

  private final Proceeding proceeding;

  BeginUnwindWorker(Proceeding proceeding) {
    this.proceeding = proceeding;
  }

  @Override
  public String jobType() {
    return "termination.beginUnwind";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Proceeding.Unwind unwind = proceeding.beginUnwind(input.terminationId(), Duration.parse(input.certificateTimeLimit()), job);
    return Outcome.completed(Map.of("certificateKinds", unwind.certificateKinds(), "stopRound", 0));
  }
}
