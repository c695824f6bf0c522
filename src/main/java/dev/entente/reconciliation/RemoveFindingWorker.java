package dev.entente.reconciliation;

import dev.entente.ledger.Origin;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes away at the target what was found there without a right. */
@Component
class RemoveFindingWorker implements Worker<RemoveFindingWorker.Input> {

  record Input(long findingId, String findingDecidedBy) {}

  private final FindingRemedies remedies;

  RemoveFindingWorker(FindingRemedies remedies) {
    this.remedies = remedies;
  }

  @Override
  public String jobType() {
    return "access.removeFinding";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", remedies.remove(input.findingId(), origin).orElse("")));
  }
}
