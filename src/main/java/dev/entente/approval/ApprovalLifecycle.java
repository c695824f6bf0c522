package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.tasks.DecisionLedger;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of an approval, each in one transaction that holds its row; a step that runs twice changes nothing the second time. */
@Component
class ApprovalLifecycle {

  private final Approvals approvals;
  private final ApprovalSubjects subjects;
  private final InformationRequests questions;
  private final ApprovalMails mails;
  private final ApprovalTrail trail;
  private final DecisionLedger ledger;
  private final Clock clock;

  ApprovalLifecycle(Approvals approvals, ApprovalSubjects subjects, InformationRequests questions, ApprovalMails mails, ApprovalTrail trail, DecisionLedger ledger, Clock clock) {
    this.approvals = approvals;
    this.subjects = subjects;
    this.questions = questions;
    this.mails = mails;
    this.trail = trail;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What somebody said, as it came from the task. */
  record Answer(int level, int seat, String answer, @Nullable String reason, String approver, @Nullable String approverFor, String factsSeen) {}

  /**
   * How the process goes on.
   *
   * @param question that has to be answered first
   */
  record Taken(Outcome outcome, String levelVerdict, @Nullable InformationRequest question) {}

  /** What became of an answer. */
  enum Outcome { TAKEN, ASK_AGAIN, INFORMATION }

  @Transactional
  public String open(Approvals.Request request, JobContext job) {
    return approvals.ofInstance(job.processInstanceKey()).map(Approval::id).orElseGet(() -> {
      Facts facts = subjects.facts(request.partner(), request.kind(), request.subject());
      String id = approvals.insert(request, job.processInstanceKey(), facts);
      trail.record(approvals.lock(id), request.requestedBy(), "approval.requested", Map.of("approval", id, "kind", request.kind(), "facts", facts.digest()));
      return id;
    });
  }

  @Transactional
  public List<Integer> plan(String id, List<Level.Row> route) {
    Approval approval = approvals.lock(id);
    if (route.isEmpty()) {
      throw new IllegalStateException("Expected approval-routing to name somebody who approves " + approval.kind() + ", but no row fits");
    }
    if (!subjects.takesSilence(approval.kind()) && route.stream().anyMatch(row -> row.mode().equals(Mode.VETO.name()))) {
      throw new IllegalStateException("Expected approval-routing to ask for somebody's yes to " + approval.kind() + ", but a level of it takes silence for consent");
    }
    route.stream().sorted(Comparator.comparingInt(Level.Row::level)).map(Level::of).forEach(level -> approvals.plan(id, level));
    return approvals.levels(id).stream().map(Level::number).toList();
  }

  /** Counts the answer, or says that the seat has to be asked again: the facts changed, or the person may not fill it. */
  @Transactional
  public Taken take(String id, Answer answer, JobContext job) {
    Approval approval = approvals.lock(id);
    ApprovalProgress standing = ApprovalProgress.of(approvals, id);
    if (approvals.isTaken(job.elementInstanceKey()) || !approval.isOpen() || standing.verdict(answer.level()) != Mode.Verdict.OPEN) {
      return new Taken(Outcome.TAKEN, standing.verdict(answer.level()).name(), null);
    }
    if (!ledger.confirms(claimed(approval, answer), job.elementInstanceKey())) {
      trail.notDecidedHere(approval, answer);
      return new Taken(Outcome.ASK_AGAIN, Mode.Verdict.OPEN.name(), null);
    }
    ApprovalProgress.Objection objection = standing.objection(answer.level(), approval.requestedBy(), answer.approver(), answer.approverFor());
    if (objection != null) {
      return refused(approval, answer, objection.name());
    }
    if (answer.answer().equals("ASK")) {
      return ask(approval, answer, job);
    }
    Facts facts = subjects.facts(approval);
    if (!facts.digest().equals(answer.factsSeen())) {
      return refused(approval, answer, "FACTS_CHANGED");
    }
    return count(approval, answer, facts, job);
  }

  /** The process holds the names as variables, which anybody can set who may command the engine. */
  private static DecisionLedger.Claimed claimed(Approval approval, Answer answer) {
    return new DecisionLedger.Claimed(approval.processInstanceKey(), "task_decide", answer.approver(), answer.approverFor(),
        Map.of("approvalAnswer", answer.answer()));
  }

  private Taken ask(Approval approval, Answer answer, JobContext job) {
    Optional<InformationRequest> before = questions.askedBy(job.elementInstanceKey());
    InformationRequest question = before.orElseGet(() -> questions.ask(approval.id(), answer, job.elementInstanceKey()));
    if (before.isEmpty()) {
      mails.ask(approval, question, job.elementId());
      trail.answered(approval, answer, "approval.informationAsked", "question", String.valueOf(question.id()));
    }
    return new Taken(Outcome.INFORMATION, Mode.Verdict.OPEN.name(), question);
  }

  /** When the facts changed since others decided, their decisions hold no more, and the round begins again with this one counted. */
  private Taken count(Approval approval, Answer answer, Facts facts, JobContext job) {
    String id = approval.id();
    boolean restart = !facts.digest().equals(approval.digest()) && approvals.rebase(id, facts) > 0;
    approvals.insert(id, new Decision(answer.level(), answer.seat(), answer.answer(), answer.reason(), answer.approver(), answer.approverFor(),
        facts.digest(), OffsetDateTime.now(clock), false), job.elementInstanceKey());
    trail.answered(approval, answer, "approval.decided", "answer", answer.answer());
    return new Taken(Outcome.TAKEN, restart ? "RESTART" : ApprovalProgress.of(approvals, id).verdict(answer.level()).name(), null);
  }

  private Taken refused(Approval approval, Answer answer, String why) {
    trail.answered(approval, answer, "approval.decisionRefused", "why", why);
    return new Taken(Outcome.ASK_AGAIN, Mode.Verdict.OPEN.name(), null);
  }

  /** The outcome, or ASK_AGAIN when a decision does not hold for the present facts. */
  @Transactional
  public String conclude(String id, JobContext job) {
    Approval approval = approvals.lock(id);
    if (!approval.isOpen()) {
      return approval.state().name();
    }
    Facts facts = subjects.facts(approval);
    if (!facts.digest().equals(approval.digest())) {
      approvals.rebase(id, facts);
    }
    Mode.Verdict verdict = ApprovalProgress.of(approvals, id).verdict();
    if (verdict == Mode.Verdict.OPEN) {
      return "ASK_AGAIN";
    }
    close(approval, verdict == Mode.Verdict.APPROVED ? Approval.State.APPROVED : Approval.State.REJECTED, "system", job.elementId());
    return verdict.name();
  }

  /** Answers the id, empty when the request was taken back before anything was opened. */
  @Transactional
  public String withdraw(JobContext job) {
    Optional<String> id = approvals.ofInstance(job.processInstanceKey()).map(Approval::id);
    id.map(approvals::lock).filter(Approval::isOpen).ifPresent(open -> close(open, Approval.State.WITHDRAWN, open.requestedBy(), job.elementId()));
    return id.orElse("");
  }

  /** Its process was stopped, so that no outcome can come any more. */
  @Transactional
  public void abandon(String id) {
    Approval approval = approvals.lock(id);
    if (approval.isOpen()) {
      close(approval, Approval.State.ABANDONED, "system", null);
    }
  }

  private void close(Approval approval, Approval.State outcome, String actor, @Nullable String elementId) {
    approvals.close(approval.id(), outcome);
    trail.record(approval, actor, "approval.closed", Map.of("approval", approval.id(), "kind", approval.kind(), "outcome", outcome.name()));
    mails.tellOutcome(approval, outcome, ApprovalProgress.of(approvals, approval.id()).decisions(), elementId);
  }
}
