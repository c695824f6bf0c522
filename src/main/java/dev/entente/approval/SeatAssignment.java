package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.tasks.Mailboxes;
import dev.entente.tasks.WorkingTime;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is asked on a level, until when, and who is asked too when the time is up; each step holds the approval's row. */
@Component
class SeatAssignment {

  private final Approvals approvals;
  private final InformationRequests questions;
  private final ApprovalMails mails;
  private final ApprovalTrail trail;
  private final WorkingTime time;
  private final Mailboxes mailboxes;
  private final Clock clock;

  SeatAssignment(Approvals approvals, InformationRequests questions, ApprovalMails mails, ApprovalTrail trail, WorkingTime time, Mailboxes mailboxes, Clock clock) {
    this.approvals = approvals;
    this.questions = questions;
    this.mails = mails;
    this.trail = trail;
    this.time = time;
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  /** @param silent the time for an objection is over, and there was none */
  record Escalated(Seat seat, boolean silent, Mode.Verdict verdict) {}

  /** The seats that still have to decide; none when the level is decided on the present facts. */
  @Transactional
  public List<Seat> openLevel(String id, int number) {
    approvals.lock(id);
    ApprovalProgress standing = ApprovalProgress.of(approvals, id);
    if (standing.verdict(number) != Mode.Verdict.OPEN) {
      return List.of();
    }
    approvals.opened(id, number);
    Level level = standing.level(number);
    List<Seat> asked = standing.seatsOf(number).stream()
        .filter(seat -> seat.silentAt() == null && standing.decisionOn(number, seat.number()).isEmpty())
        .map(seat -> new Seat(number, seat.number(), seat.group(), List.of(seat.group()), due(level, seat.group()), 0, null, null))
        .toList();
    asked.forEach(seat -> approvals.ask(id, seat));
    return asked;
  }

  /** The time of a seat is up: whoever had it keeps it, and those of the next level may decide too. */
  @Transactional
  public Escalated escalate(String id, int number, int seatNumber, JobContext job) {
    Approval approval = approvals.lock(id);
    ApprovalProgress standing = ApprovalProgress.of(approvals, id);
    Seat seat = approvals.seat(id, number, seatNumber);
    Level level = standing.level(number);
    OffsetDateTime now = OffsetDateTime.now(clock);
    if (!approval.isOpen() || seat.silentAt() != null || standing.verdict(number) != Mode.Verdict.OPEN || seat.dueAt() != null && seat.dueAt().isAfter(now)) {
      return new Escalated(seat, seat.silentAt() != null, standing.verdict(number));
    }
    if (level.mode() == Mode.VETO) {
      return silent(approval, seat, now);
    }
    String first = next(standing, level, seat).iterator().next();
    Set<String> groups = new LinkedHashSet<>(seat.groups());
    groups.addAll(next(standing, level, seat));
    Seat moved = new Seat(number, seatNumber, seat.group(), List.copyOf(groups), due(level, first), seat.escalations() + 1, now, null);
    approvals.ask(id, moved);
    Map<String, Object> details = ApprovalTrail.seat(approval, number, seatNumber, null);
    details.put("to", moved.groups());
    trail.record(approval, "system", "approval.escalated", details);
    mails.tellEscalated(approval, moved, job);
    return new Escalated(moved, false, Mode.Verdict.OPEN);
  }

  private Escalated silent(Approval approval, Seat seat, OffsetDateTime now) {
    Seat without = new Seat(seat.level(), seat.number(), seat.group(), seat.groups(), seat.dueAt(), seat.escalations(), seat.escalatedAt(), now);
    approvals.ask(approval.id(), without);
    trail.record(approval, "system", "approval.silent", ApprovalTrail.seat(approval, seat.level(), seat.number(), null));
    return new Escalated(without, true, ApprovalProgress.of(approvals, approval.id()).verdict(seat.level()));
  }

  /** First whom the decision table names, or else the next level; after them the last resort, and it again and again. */
  private Set<String> next(ApprovalProgress standing, Level level, Seat seat) {
    Set<String> named = new LinkedHashSet<>(level.escalateTo());
    if (named.isEmpty()) {
      standing.levels().stream().filter(one -> one.number() > level.number()).findFirst().ifPresent(one -> named.addAll(one.seats()));
    }
    named.removeAll(seat.groups());
    return named.isEmpty() ? Set.of(mailboxes.lastResort()) : named;
  }

  /** There is an answer, or the time for it ran out: the seat has its full time again. */
  @Transactional
  public Seat takeInformation(String id, long questionId, @Nullable String text, String informant) {
    Approval approval = approvals.lock(id);
    InformationRequest question = questions.find(questionId).orElseThrow();
    boolean given = text != null && !text.isBlank();
    questions.settle(approval, question, given ? informant : "system", given ? text : null);
    Level level = approvals.level(id, question.level());
    Seat seat = approvals.seat(id, question.level(), question.seat());
    Seat again = new Seat(seat.level(), seat.number(), seat.group(), seat.groups(), due(level, seat.group()), seat.escalations(), seat.escalatedAt(), null);
    approvals.ask(id, again);
    return again;
  }

  private OffsetDateTime due(Level level, String group) {
    return time.after(OffsetDateTime.now(clock), Duration.ofDays(level.workingDays()), group);
  }
}
