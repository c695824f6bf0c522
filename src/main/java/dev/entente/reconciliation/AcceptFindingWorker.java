package dev.entente.reconciliation;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lets a finding rest until a date. */
@Component
class AcceptFindingWorker implements Worker<AcceptFindingWorker.Input> {

  record Input(long findingId, String findingUntil, String findingComment, String findingDecidedBy) {}

  private final FindingRemedies remedies;

  AcceptFindingWorker(FindingRemedies remedies) {
    this.remedies = remedies;
  }

  @Override
  public String jobType() {
    return "access.acceptFinding";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    remedies.accept(new FindingRemedies.Decision(input.findingId(), LocalDate.parse(input.findingUntil()), input.findingComment(), input.findingDecidedBy()));
    return Outcome.completed(Map.of("findingProblem", ""));
  }
}
