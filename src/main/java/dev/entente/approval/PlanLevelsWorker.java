package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps the levels that the decision table chose. */
@Component
class PlanLevelsWorker implements Worker<PlanLevelsWorker.Input> {

  private final Approving approving;

  PlanLevelsWorker(Approving approving) {
    this.approving = approving;
  }

  record Input(String approvalId, List<Level.Row> approvalRoute) {}

  @Override
  public String jobType() {
    return "approval.plan";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("approvalLevels", approving.plan(input.approvalId(), input.approvalRoute())));
  }
}
