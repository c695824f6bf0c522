package dev.entente.approval;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import dev.entente.tasks.WorkingTime;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of an approval: plan its levels, ask, take answers, escalate, conclude. */
@Component
class ApprovalJobs {

  private final ApprovalLifecycle approving;
  private final SeatAssignment seating;
  private final Programs programs;
  private final WorkingTime time;

  ApprovalJobs(ApprovalLifecycle approving, SeatAssignment seating, Programs programs, WorkingTime time) {
    this.approving = approving;
    this.seating = seating;
    this.programs = programs;
    this.time = time;
  }

  record OpenApprovalInput(PartnerId partnerId, String approvalKind, String approvalSubject, String requestedBy,
      @Nullable BigDecimal approvalAmount, @Nullable String approvalTier, @Nullable Integer approvalDays) {}

  record PlanLevelsInput(String approvalId, List<Level.Row> approvalRoute) {}

  record OpenLevelInput(String approvalId, int approvalLevel) {}

  record SeatNumber(int number) {}

  record TakeDecisionInput(String approvalId, String requestedBy, int approvalLevel, SeatNumber seat, String approvalAnswer,
      @Nullable String approvalReason, @Nullable String approver, @Nullable String approverFor, @Nullable String factsSeen) {}

  record TakeInformationInput(String approvalId, String requestedBy, long questionId, @Nullable String information, @Nullable String informant) {}

  record EscalateSeatInput(String approvalId, int approvalLevel, SeatNumber seat) {}

  record ConcludeApprovalInput(String approvalId) {}

  record OfPartner(PartnerId partnerId) {}

  /** Opens an approval, and hands the decision table what it asks about. */
  @JobType("approval.open")
  Outcome open(OpenApprovalInput input, JobContext job) {
    String id = approving.open(
        new Approvals.Request(input.partnerId(), input.approvalKind(), input.approvalSubject(), input.requestedBy()), job);
    return Outcome.completed(Map.of(
        "approvalId", id,
        "approvalAmount", Objects.requireNonNullElse(input.approvalAmount(), BigDecimal.ZERO),
        "approvalTier", Objects.requireNonNullElse(input.approvalTier(), ""),
        "approvalDays", Objects.requireNonNullElse(input.approvalDays(), 0)));
  }

  /** Keeps the levels that the decision table chose. */
  @JobType("approval.plan")
  Outcome plan(PlanLevelsInput input) {
    return Outcome.completed(Map.of("approvalLevels", approving.plan(input.approvalId(), input.approvalRoute())));
  }

  /** Asks the seats of a level that still have to decide. */
  @JobType("approval.openLevel")
  Outcome openLevel(OpenLevelInput input) {
    List<Map<String, Object>> seats = seating.openLevel(input.approvalId(), input.approvalLevel()).stream().map(Seat::variables).toList();
    return Outcome.completed(Map.of("seats", seats));
  }

  /** Takes what somebody decided on a seat, or has the seat asked again. */
  @JobType("approval.takeDecision")
  Outcome takeDecision(TakeDecisionInput input, JobContext job) {
    ApprovalLifecycle.Taken taken = approving.take(input.approvalId(), new ApprovalLifecycle.Answer(input.approvalLevel(), input.seat().number(), input.approvalAnswer(),
        input.approvalReason(), Objects.requireNonNullElse(input.approver(), ""), input.approverFor(),
        Objects.requireNonNullElse(input.factsSeen(), "")), job);
    Map<String, Object> variables = new LinkedHashMap<>(Map.of("seatOutcome", taken.outcome().name(), "levelVerdict", taken.levelVerdict()));
    if (taken.question() != null) {
      variables.putAll(informationDue(taken.question(), input.requestedBy()));
    }
    return Outcome.completed(variables);
  }

  private Map<String, Object> informationDue(InformationRequest question, String requester) {
    boolean contact = ApprovalMails.isContact(requester);
    OffsetDateTime due = time.after(question.askedAt(), programs.current().serviceLevel("task_giveInformation"), requester);
    return Map.of("questionId", question.id(), "informationFrom", contact ? "CONTACT" : "STAFF", "informationKey", question.messageKey(),
        "informationDueAt", String.valueOf(due));
  }

  /** Takes the requester's answer to an approver's question, or that there was none, and has the approver asked again. */
  @JobType("approval.takeInformation")
  Outcome takeInformation(TakeInformationInput input) {
    String informant = input.informant() == null ? input.requestedBy() : input.informant();
    return Outcome.completed(Map.of("seat", seating.takeInformation(input.approvalId(), input.questionId(), input.information(), informant).variables()));
  }

  /** Moves a seat whose time is up to the next level, or notes that nobody objected. */
  @JobType("approval.escalateSeat")
  Outcome escalateSeat(EscalateSeatInput input, JobContext job) {
    SeatAssignment.Escalated escalated = seating.escalate(input.approvalId(), input.approvalLevel(), input.seat().number(), job);
    return Outcome.completed(Map.of("seat", escalated.seat().variables(), "seatOutcome", escalated.silent() ? "SILENT" : "ESCALATED",
        "levelVerdict", escalated.verdict().name()));
  }

  /** Closes an approval with its outcome, or has decisions on old facts asked again. */
  @JobType("approval.conclude")
  Outcome conclude(ConcludeApprovalInput input, JobContext job) {
    return Outcome.completed(Map.of("approvalDecision", approving.conclude(input.approvalId(), job)));
  }

  /** Closes an approval whose requester took the request back. */
  @JobType("approval.withdraw")
  Outcome withdraw(OfPartner input, JobContext job) {
    return Outcome.completed(Map.of("approvalDecision", "WITHDRAWN", "approvalId", approving.withdraw(job)));
  }
}
