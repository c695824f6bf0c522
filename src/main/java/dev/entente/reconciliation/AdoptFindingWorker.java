package dev.entente.reconciliation;

import dev.entente.access.GivesAccess;
import dev.entente.ledger.Origin;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes into the ledger what a target holds without a grant. */
@Component
@GivesAccess(undoneBy = "access.dropAdopted")
class AdoptFindingWorker implements Worker<AdoptFindingWorker.Input> {

  record Input(long findingId, String findingUntil, String findingComment, String findingDecidedBy) {}

  private final Adopting adopting;

  AdoptFindingWorker(Adopting adopting) {
    this.adopting = adopting;
  }

  @Override
  public String jobType() {
    return "access.adoptFinding";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    FindingRemedies.Decision decision = new FindingRemedies.Decision(input.findingId(), LocalDate.parse(input.findingUntil()), input.findingComment(),
        input.findingDecidedBy());
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", adopting.adopt(decision, origin).orElse("")));
  }
}
