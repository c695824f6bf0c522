package dev.entente.reconciliation;

import dev.entente.access.GivesAccess;
import dev.entente.ledger.Origin;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives again at the target what the ledger says is there. */
@Component
@GivesAccess(notUndoneBecause = "It gives again what an active grant says is there; whoever granted it takes it back")
class RegrantFindingWorker implements Worker<RegrantFindingWorker.Input> {

  record Input(long findingId, String findingComment, String findingDecidedBy) {}

  private final FindingRemedies remedies;

  RegrantFindingWorker(FindingRemedies remedies) {
    this.remedies = remedies;
  }

  @Override
  public String jobType() {
    return "access.regrantFinding";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", remedies.regrant(input.findingId(), input.findingComment(), origin).orElse("")));
  }
}
