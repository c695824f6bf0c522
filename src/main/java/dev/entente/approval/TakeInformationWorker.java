package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the requester's answer to an approver's question, or that there was none, and has the approver asked again. */
@Component
class TakeInformationWorker implements Worker<TakeInformationWorker.Input> {

  private final Seating seating;

  TakeInformationWorker(Seating seating) {
    this.seating = seating;
  }

  record Input(String approvalId, String requestedBy, long questionId, @Nullable String information, @Nullable String informant) {}

  @Override
  public String jobType() {
    return "approval.takeInformation";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    String informant = input.informant() == null ? input.requestedBy() : input.informant();
    return Outcome.completed(Map.of("seat", seating.takeInformation(input.approvalId(), input.questionId(), input.information(), informant).variables()));
  }
}
