package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes an approval whose requester took the request back. */
@Component
class WithdrawApprovalWorker implements Worker<WithdrawApprovalWorker.Input> {

  private final Approving approving;

  WithdrawApprovalWorker(Approving approving) {
    this.approving = approving;
  }

  record Input(String partnerId) {}

  @Override
  public String jobType() {
    return "approval.withdraw";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("approvalDecision", "WITHDRAWN", "approvalId", approving.withdraw(job)));
  }
}
