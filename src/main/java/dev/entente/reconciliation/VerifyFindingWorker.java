package dev.entente.reconciliation;

import dev.entente.ledger.Origin;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sees by a fresh look whether a decision settled its finding; if not, says why it is asked again. */
@Component
class VerifyFindingWorker implements Worker<VerifyFindingWorker.Input> {

  record Input(long findingId, String findingProblem) {}

  private final FindingRemedies remedies;

  VerifyFindingWorker(FindingRemedies remedies) {
    this.remedies = remedies;
  }

  @Override
  public String jobType() {
    return "access.verifyFinding";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    boolean settled = remedies.settled(input.findingId(), Origin.of(job));
    String problem = settled || !input.findingProblem().isEmpty() ? input.findingProblem() : "Target and ledger still disagree about it.";
    return Outcome.completed(Map.of("findingSettled", settled, "findingProblem", problem));
  }
}
