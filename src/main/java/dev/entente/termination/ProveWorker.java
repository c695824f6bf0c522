package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tries to prove that nothing is left. */
@Component
class ProveWorker implements Worker<ProveWorker.Input> {

  record Input(long terminationId) {}

  private final Proving proving;
  private final Terminations terminations;

  ProveWorker(Proving proving, Terminations terminations) {
    this.proving = proving;
    this.terminations = terminations;
  }

  @Override
  public String jobType() {
    return "termination.prove";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("leftovers", proving.prove(terminations.get(input.terminationId()), job.processInstanceKey())));
  }
}
