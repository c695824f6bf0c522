package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what somebody decided on a seat, or has the seat asked again. */
@Component
class TakeDecisionWorker implements Worker<TakeDecisionWorker.Input> {

  private final Approving approving;

  TakeDecisionWorker(Approving approving) {
    this.approving = approving;
  }

  record SeatNumber(int number) {}

  record Input(String approvalId, int approvalLevel, SeatNumber seat, String approvalAnswer, @Nullable String approvalReason, String approver,
      @Nullable String approverFor, String factsSeen) {}

  @Override
  public String jobType() {
    return "approval.takeDecision";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Approving.Taken taken = approving.take(input.approvalId(), new Approving.Answer(input.approvalLevel(), input.seat().number(), input.approvalAnswer(),
        input.approvalReason(), input.approver(), input.approverFor(), input.factsSeen()), job);
    return Outcome.completed(Map.of("seatOutcome", taken.outcome().name(), "levelVerdict", taken.levelVerdict()));
  }
}
