package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import dev.entente.program.Programs;
import dev.entente.tasks.WorkingTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what somebody decided on a seat, or has the seat asked again. */
@Component
class TakeDecisionWorker implements Worker<TakeDecisionWorker.Input> {

  private final Approving approving;
  private final Programs programs;
  private final WorkingTime time;

  TakeDecisionWorker(Approving approving, Programs programs, WorkingTime time) {
    this.approving = approving;
    this.programs = programs;
    this.time = time;
  }

  record SeatNumber(int number) {}

  record Input(String approvalId, String requestedBy, int approvalLevel, SeatNumber seat, String approvalAnswer, @Nullable String approvalReason,
      @Nullable String approver, @Nullable String approverFor, @Nullable String factsSeen) {}

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
        input.approvalReason(), Objects.requireNonNullElse(input.approver(), ""), input.approverFor(),
        Objects.requireNonNullElse(input.factsSeen(), "")), job);
    Map<String, Object> variables = new LinkedHashMap<>(Map.of("seatOutcome", taken.outcome().name(), "levelVerdict", taken.levelVerdict()));
    if (taken.question() != null) {
      variables.putAll(informationDue(taken.question(), input.requestedBy()));
    }
    return Outcome.completed(variables);
  }

  private Map<String, Object> informationDue(Question question, String requester) {
    boolean contact = ApprovalMails.isContact(requester);
    OffsetDateTime due = time.after(question.askedAt(), programs.current().serviceLevel("task_giveInformation"), requester);
    return Map.of("questionId", question.id(), "informationFrom", contact ? "CONTACT" : "STAFF", "informationKey", question.messageKey(),
        "informationDueAt", String.valueOf(due));
  }
}
