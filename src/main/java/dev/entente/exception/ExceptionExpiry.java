package dev.entente.exception;

import dev.entente.exception.ExceptionCase.EndReason;
import dev.entente.exception.ExceptionCase.State;
import dev.entente.exception.ExceptionSteps.Step;
import dev.entente.access.AccessRecalculation;
import dev.entente.ledger.Origin;
import dev.entente.license.Overrides;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends exceptions: when their time is over, when they are revoked, or when the partner leaves; each step may be repeated and then changes nothing. */
@Component
class ExceptionExpiry {

  private final ExceptionCases cases;
  private final Overrides overrides;
  private final AccessRecalculation postponing;
  private final Partners partners;
  private final Programs programs;
  private final Processes processes;
  private final ExceptionMails mails;
  private final ExceptionSteps steps;
  private final Clock clock;

  ExceptionExpiry(ExceptionCases cases, Overrides overrides, AccessRecalculation postponing, Partners partners, Programs programs, Processes processes, ExceptionMails mails, ExceptionSteps steps, Clock clock) {
    this.cases = cases;
    this.overrides = overrides;
    this.postponing = postponing;
    this.partners = partners;
    this.programs = programs;
    this.processes = processes;
    this.mails = mails;
    this.steps = steps;
    this.clock = clock;
  }

  /** Ends it from now on, and the extension that would begin after it; false where it is not in force. */
  @Transactional
  boolean revoke(String exception, String actor, String why) {
    cases.lockPartner(cases.get(exception).partner());
    ExceptionCase running = cases.get(exception);
    if (running.state() != State.IN_FORCE) {
      return false;
    }
    cases.revoke(running, actor, why);
    steps.record(running, Step.REVOKED, actor, why, null);
    processes.publish("exception-revoked", exception, Map.of());
    cases.extensionOf(exception).filter(next -> next.state() == State.IN_FORCE).ifPresent(next -> revoke(next.id(), actor, why));
    return true;
  }

  /** The approval said no. */
  @Transactional
  void close(PartnerId id, String exception, String decision, JobContext job) {
    cases.lockPartner(id);
    ExceptionCase asked = cases.get(exception);
    if (asked.state() != State.REQUESTED) {
      return;
    }
    State end = "WITHDRAWN".equals(decision) ? State.WITHDRAWN : State.REJECTED;
    cases.end(asked, end, null, null, clock.instant());
    if (end == State.REJECTED || !steps.taken(exception, Step.WITHDRAWN)) {
      steps.record(asked, end == State.REJECTED ? Step.REJECTED : Step.WITHDRAWN, "system", null, job);
    }
  }

  /** From here on it allows nothing; what it has changed elsewhere is taken back next. */
  @Transactional
  void stop(PartnerId id, String exception, JobContext job) {
    cases.lockPartner(id);
    ExceptionCase running = cases.get(exception);
    overrides.end(exception, clock.instant());
    postponing.restoreEnds(id, ExceptionAssignments.cause(exception), Origin.of(job));
    if (running.state() == State.IN_FORCE) {
      cases.move(running, State.REVERTING);
      steps.record(running, Step.REVERTING, "system", null, job);
    }
  }

  /** All is taken back. */
  @Transactional
  void settle(PartnerId id, String exception, @Nullable String endReason, JobContext job) {
    cases.lockPartner(id);
    ExceptionCase ending = cases.get(exception);
    boolean terminated = EndReason.TERMINATED.name().equals(endReason);
    if (ending.state() == State.REQUESTED) {
      close(id, exception, "WITHDRAWN", job);
    } else if (ending.state() == State.APPLYING) {
      notApplied(ending, terminated ? "The partner is leaving" : "What it gives could not be granted", terminated, job);
    } else if (ending.state() == State.REVERTING || ending.state() == State.IN_FORCE) {
      ended(ending, terminated ? EndReason.TERMINATED : ending.revokedBy() == null ? EndReason.EXPIRED : EndReason.REVOKED, job);
    }
  }

  private void notApplied(ExceptionCase failed, String why, boolean terminated, JobContext job) {
    cases.end(failed, State.NOT_APPLIED, null, why, clock.instant());
    steps.record(failed, Step.NOT_APPLIED, "system", why, job);
    if (!terminated) {
      mails.notApplied(cases.get(failed.id()), partners.facts(failed.partner()), job);
    }
  }

  private void ended(ExceptionCase ending, EndReason reason, JobContext job) {
    cases.end(ending, State.ENDED, reason, null, clock.instant());
    steps.record(ending, Step.ENDED, "system", reason.name(), job);
    Optional<ExceptionCase> next = cases.extensionOf(ending.id()).filter(one -> one.state() == State.IN_FORCE);
    if (reason == EndReason.REVOKED || reason == EndReason.EXPIRED && next.isEmpty()) {
      mails.ended(cases.get(ending.id()), partners.facts(ending.partner()), job);
    }
  }
}
