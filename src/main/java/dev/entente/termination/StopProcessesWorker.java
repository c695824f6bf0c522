package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the other processes of the partner to stop, and says how many have not yet. */
@Component
class StopProcessesWorker implements Worker<StopProcessesWorker.Input> {

  record Input(long terminationId, int stopRound) {}

  private final Stopping stopping;
  private final Terminations terminations;

  StopProcessesWorker(Stopping stopping, Terminations terminations) {
    this.stopping = stopping;
    this.terminations = terminations;
  }

  @Override
  public String jobType() {
    return "termination.stopProcesses";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    int running = stopping.stop(terminations.get(input.terminationId()), input.stopRound(), job);
    return Outcome.completed(Map.of("othersRunning", running, "stopRound", input.stopRound() + 1));
  }
}
