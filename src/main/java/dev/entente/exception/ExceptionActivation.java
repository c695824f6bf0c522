package dev.entente.exception;

import dev.entente.exception.ExceptionCase.State;
import dev.entente.exception.ExceptionSteps.Step;
import dev.entente.access.AccessRecalculation;
import dev.entente.ledger.Origin;
import dev.entente.license.Overrides.Override;
import dev.entente.license.Overrides;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts an approved exception in force; each step may be repeated and then changes nothing. */
@Component
class ExceptionActivation {

  private final ExceptionCases cases;
  private final ExceptionFitness fitness;
  private final Overrides overrides;
  private final AccessRecalculation postponing;
  private final Partners partners;
  private final Programs programs;
  private final ExceptionMails mails;
  private final ExceptionWording wording;
  private final ExceptionSteps steps;
  private final Clock clock;

  ExceptionActivation(ExceptionCases cases, ExceptionFitness fitness, Overrides overrides, AccessRecalculation postponing, Partners partners, Programs programs, ExceptionMails mails, ExceptionWording wording, ExceptionSteps steps,
      Clock clock) {
    this.cases = cases;
    this.fitness = fitness;
    this.overrides = overrides;
    this.postponing = postponing;
    this.partners = partners;
    this.programs = programs;
    this.mails = mails;
    this.wording = wording;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Dates it, and writes what it adds to the license.
   *
   * @return empty where it does not fit the partner any more, with the reason kept
   */
  @Transactional
  Optional<ExceptionCase> apply(PartnerId id, String exception, JobContext job) {
    cases.lockPartner(id);
    ExceptionCase approved = cases.get(exception);
    if (approved.state() != State.REQUESTED) {
      return approved.startsAt() == null ? Optional.empty() : Optional.of(approved);
    }
    PartnerFacts partner = partners.facts(id);
    Optional<ExceptionProblem> problem = fitness.problem(approved.kind(), approved.scope(), partner, programs.version(partner.programVersion()));
    if (problem.isPresent()) {
      String why = wording.text(problem.get().key(), Locale.ENGLISH, problem.get().getArguments());
      cases.end(approved, State.NOT_APPLIED, null, why, clock.instant());
      steps.record(approved, Step.NOT_APPLIED, "system", why, job);
      mails.notApplied(cases.get(exception), partner, job);
      return Optional.empty();
    }
    schedule(approved, partner);
    ExceptionCase scheduled = cases.get(exception);
    addToLicense(scheduled);
    postpone(scheduled, job);
    steps.record(scheduled, Step.APPLYING, "system", null, job);
    return Optional.of(scheduled);
  }

  /** An extension begins when what it extends ends, and nothing begins twice at once. */
  private void schedule(ExceptionCase approved, PartnerFacts partner) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Duration length = Duration.ofDays(approved.days());
    Optional<ExceptionCase> extended = Optional.ofNullable(approved.extendsId()).map(cases::get).filter(one -> one.isInForceAt(clock.instant()));
    if (extended.isPresent()) {
      cases.schedule(approved.id(), extended.get().endsAt(), extended.get().endsAt().plus(length));
    } else if (approved.kind() == ExceptionKind.GRACE && approved.scope().equals(ExceptionKind.GRACE_LICENSE)) {
      cases.schedule(approved.id(), now, fitness.licenseEnd(partner).truncatedTo(ChronoUnit.SECONDS).plus(length));
    } else {
      cases.schedule(approved.id(), now, now.plus(length));
    }
  }

  private void addToLicense(ExceptionCase scheduled) {
    switch (scheduled.kind()) {
      case USAGE_CAP -> put(scheduled, Overrides.Kind.SEATS, "" + scheduled.amount());
      case MARKET -> put(scheduled, Overrides.Kind.MARKET, scheduled.scope());
      case EARLY_ACCESS -> {
        if (scheduled.scope().startsWith(ExceptionKind.MODULE)) {
          put(scheduled, Overrides.Kind.MODULE, scheduled.scope().substring(ExceptionKind.MODULE.length()));
        }
      }
      case GRACE -> {
        if (scheduled.scope().equals(ExceptionKind.GRACE_LICENSE)) {
          put(scheduled, Overrides.Kind.END, "" + scheduled.endsAt());
        }
      }
      case TRAINING_WAIVER, PAYMENT_TERMS -> { }
    }
  }

  /** A license is of no use without the access that ends with it; what other exceptions give ends with them. */
  private void postpone(ExceptionCase scheduled, JobContext job) {
    if (scheduled.kind() == ExceptionKind.GRACE && scheduled.scope().equals(ExceptionKind.GRACE_LICENSE)) {
      postponing.postpone(scheduled.partner(), ExceptionAssignments.cause(scheduled.id()), Origin.of(job));
    }
  }

  private void put(ExceptionCase scheduled, Overrides.Kind kind, String value) {
    overrides.put(new Override(scheduled.partner(), kind, value, scheduled.startsAt(), scheduled.endsAt(), scheduled.id()));
  }

  /** All that it changes is changed. */
  @Transactional
  void confirm(PartnerId id, String exception, JobContext job) {
    cases.lockPartner(id);
    ExceptionCase applied = cases.get(exception);
    if (applied.state() == State.APPLYING) {
      cases.move(applied, State.IN_FORCE);
      steps.record(applied, Step.IN_FORCE, "system", applied.startsAt() + " to " + applied.endsAt(), job);
      mails.inForce(applied, partners.facts(id), job);
    }
  }

  /** Tells that the end is near, unless it goes on anyway. */
  @Transactional
  void notice(PartnerId id, String exception, JobContext job) {
    ExceptionCase ending = cases.get(exception);
    boolean goesOn = cases.extensionOf(exception).filter(one -> one.state() == State.IN_FORCE || one.state() == State.APPLYING).isPresent();
    if (ending.state() == State.IN_FORCE && !goesOn && !steps.taken(exception, Step.NOTICED)) {
      steps.record(ending, Step.NOTICED, "system", null, job);
      mails.expiring(ending, partners.facts(id), job);
    }
  }

  /** When to tell: some days before the end, of a short one a quarter of its time. */
  Instant noticeAt(ExceptionCase scheduled) {
    Program program = programs.version(partners.facts(scheduled.partner()).programVersion());
    Duration notice = Duration.ofDays(program.exceptions().noticeDays());
    Duration quarter = Duration.between(scheduled.startsAt(), scheduled.endsAt()).dividedBy(4);
    return scheduled.endsAt().minus(quarter.compareTo(notice) < 0 ? quarter : notice).truncatedTo(ChronoUnit.SECONDS);
  }
}
