package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes an approval with its outcome, or has decisions on old facts asked again. */
@Component
class ConcludeApprovalWorker implements Worker<ConcludeApprovalWorker.Input> {

  private final Approving approving;

  ConcludeApprovalWorker(Approving approving) {
    this.approving = approving;
  }

  record Input(String approvalId) {}

  @Override
  public String jobType() {
    return "approval.conclude";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("approvalDecision", approving.conclude(input.approvalId(), job)));
  }
}
