package dev.entente.approval;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of an approval, each in one transaction that holds its row; a step that runs twice changes nothing the second time. */
@Component
class Approving {

  private final Approvals approvals;
  private final Subjects subjects;
  private final Trail trail;
  private final Clock clock;

  Approving(Approvals approvals, Subjects subjects, Trail trail, Clock clock) {
    this.approvals = approvals;
    this.subjects = subjects;
    this.trail = trail;
    this.clock = clock;
  }

  /** What somebody said, as it came from the task. */
  record Answer(int level, int seat, String answer, @Nullable String reason, String approver, @Nullable String approverFor, String factsSeen) {}

  /** How the process goes on. */
  record Taken(Outcome outcome, String levelVerdict) {}

  /** What became of an answer. */
  enum Outcome { TAKEN, ASK_AGAIN }

  @Transactional
  String open(Approvals.Request request, JobContext job) {
    return approvals.ofInstance(job.processInstanceKey()).map(Approval::id).orElseGet(() -> {
      Facts facts = subjects.facts(request.partner(), request.kind(), request.subject());
      String id = approvals.insert(request, job.processInstanceKey(), facts);
      record(request.partner(), request.requestedBy(), "approval.requested", Map.of("approval", id, "kind", request.kind(), "facts", facts.digest()), job);
      return id;
    });
  }

  @Transactional
  List<Integer> plan(String id, List<Level.Row> route) {
    Approval approval = approvals.lock(id);
    if (route.isEmpty()) {
      throw new IllegalStateException("Expected approval-routing to name somebody who approves " + approval.kind() + ", but no row fits");
    }
    route.stream().sorted(Comparator.comparingInt(Level.Row::level)).map(Level::of).forEach(level -> approvals.plan(id, level));
    return approvals.levels(id).stream().map(Level::number).toList();
  }

  /** The seats that still have to decide; none when the level is decided on the present facts. */
  @Transactional
  List<Seat> openLevel(String id, int number) {
    approvals.lock(id);
    Standing standing = Standing.of(approvals, id);
    if (standing.verdict(number) != Mode.Verdict.OPEN) {
      return List.of();
    }
    approvals.opened(id, number);
    Level level = standing.level(number);
    OffsetDateTime due = OffsetDateTime.now(clock).plusDays(level.workingDays());
    List<Seat> asked = standing.seatsOf(number).stream()
        .filter(seat -> standing.decisionOn(number, seat.number()).isEmpty())
        .map(seat -> new Seat(number, seat.number(), seat.group(), List.of(seat.group()), due, 0, null, null))
        .toList();
    asked.forEach(seat -> approvals.ask(id, seat));
    return asked;
  }

  /** Counts the answer, or says that the seat has to be asked again: the facts changed, or the person may not fill it. */
  @Transactional
  Taken take(String id, Answer answer, JobContext job) {
    Approval approval = approvals.lock(id);
    Standing standing = Standing.of(approvals, id);
    if (approvals.isTaken(job.elementInstanceKey()) || !approval.isOpen() || standing.verdict(answer.level()) != Mode.Verdict.OPEN) {
      return new Taken(Outcome.TAKEN, standing.verdict(answer.level()).name());
    }
    Standing.Objection objection = standing.objection(answer.level(), approval.requestedBy(), answer.approver(), answer.approverFor());
    if (objection != null) {
      return refused(approval, answer, objection.name(), job);
    }
    Facts facts = subjects.facts(approval);
    if (!facts.digest().equals(answer.factsSeen())) {
      return refused(approval, answer, "FACTS_CHANGED", job);
    }
    boolean restart = !facts.digest().equals(approval.digest()) && approvals.rebase(id, facts) > 0;
    approvals.insert(id, new Decision(answer.level(), answer.seat(), answer.answer(), answer.reason(), answer.approver(), answer.approverFor(),
        facts.digest(), OffsetDateTime.now(clock), false), job.elementInstanceKey());
    record(approval.partner(), answer.approver(), "approval.decided", details(approval, answer, "answer", answer.answer()), job);
    return new Taken(Outcome.TAKEN, restart ? "RESTART" : Standing.of(approvals, id).verdict(answer.level()).name());
  }

  private Taken refused(Approval approval, Answer answer, String why, JobContext job) {
    record(approval.partner(), answer.approver(), "approval.decisionRefused", details(approval, answer, "why", why), job);
    return new Taken(Outcome.ASK_AGAIN, Mode.Verdict.OPEN.name());
  }

  /** The outcome, or ASK_AGAIN when a decision does not hold for the present facts. */
  @Transactional
  String conclude(String id, JobContext job) {
    Approval approval = approvals.lock(id);
    if (!approval.isOpen()) {
      return approval.state().name();
    }
    Facts facts = subjects.facts(approval);
    if (!facts.digest().equals(approval.digest())) {
      approvals.rebase(id, facts);
    }
    Mode.Verdict verdict = Standing.of(approvals, id).verdict();
    if (verdict == Mode.Verdict.OPEN) {
      return "ASK_AGAIN";
    }
    close(approval, verdict == Mode.Verdict.APPROVED ? Approval.State.APPROVED : Approval.State.REJECTED, "system", job);
    return verdict.name();
  }

  /** Answers the id, empty when the request was taken back before anything was opened. */
  @Transactional
  String withdraw(JobContext job) {
    Optional<String> id = approvals.ofInstance(job.processInstanceKey()).map(Approval::id);
    id.map(approvals::lock).filter(Approval::isOpen).ifPresent(open -> close(open, Approval.State.WITHDRAWN, open.requestedBy(), job));
    return id.orElse("");
  }

  private void close(Approval approval, Approval.State state, String actor, JobContext job) {
    approvals.close(approval.id(), state);
    record(approval.partner(), actor, "approval.closed", Map.of("approval", approval.id(), "kind", approval.kind(), "outcome", state.name()), job);
  }

  private static Map<String, Object> details(Approval approval, Answer answer, String key, String value) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("approval", approval.id());
    details.put("level", answer.level());
    details.put("seat", answer.seat());
    details.put(key, value);
    details.put("facts", answer.factsSeen());
    if (answer.approverFor() != null) {
      details.put("for", answer.approverFor());
    }
    return details;
  }

  private void record(PartnerId partner, String actor, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(partner.value(), actor, action, details).in(job.processInstanceKey()));
  }
}
