package dev.entente.termination;

import dev.entente.access.PartnerAccess;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.settlement.ObligationEntry;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import dev.entente.termination.Termination.Terms;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of a case until its unwind has begun; each is one transaction and may be repeated by its job. */
@Component
class TerminationSteps {

  private final Terminations terminations;
  private final Partners partners;
  private final PartnerAccess access;
  private final Material material;
  private final ObligationEntry owing;
  private final TerminationMails mails;
  private final Trail trail;
  private final Clock clock;

  TerminationSteps(Terminations terminations, Partners partners, PartnerAccess access, Material material, ObligationEntry owing, TerminationMails mails,
      Trail trail, Clock clock) {
    this.terminations = terminations;
    this.partners = partners;
    this.access = access;
    this.material = material;
    this.owing = owing;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
  }

  @Transactional
  public void recordTerms(long id, Terms terms) {
    terminations.setTerms(terminations.lock(id).id(), terms);
  }

  /**
   * @return when the notice ends
   * @throws CalledOff when somebody did meanwhile
   */
  @Transactional
  public Instant giveNotice(long id, @Nullable String approvalId, JobContext job) {
    Termination termination = terminations.lock(id);
    if (termination.dates().noticeEndsAt() != null) {
      return termination.dates().noticeEndsAt();
    }
    refuseWhenCalledOff(termination);
    Terms terms = termsOf(termination);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant ends = endOfNotice(termination, terms, now);
    Instant cureUntil = terms.cureDays() == 0 ? null : now.plus(Duration.ofDays(terms.cureDays()));
    moveTo(termination, Stage.TERMINATING, job);
    terminations.noticed(id, approvalId, ends, cureUntil);
    Termination noticed = terminations.get(id);
    mails.notice(noticed, job);
    record(noticed, "termination.noticeGiven", Map.of("termination", id, "noticeEndsAt", ends.toString()), job);
    return ends;
  }

  /** Without renewal the partnership lasts at least as long as it was agreed for. */
  private Instant endOfNotice(Termination termination, Terms terms, Instant now) {
    Instant ends = now.plus(Duration.ofDays(terms.noticeDays()));
    if (termination.reason() != Reason.NON_RENEWAL) {
      return ends;
    }
    return partners.renewalOn(termination.partner()).map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC)).filter(day -> day.isAfter(ends)).orElse(ends);
  }

  /**
   * What the job needs to know to go on.
   *
   * @param certificateKinds what the partner has to certify: return, destruction, both or nothing
   */
  record Unwind(List<String> certificateKinds) {}

  /**
   * The point of no return; what is owed is written down.
   *
   * @throws CalledOff when somebody did before
   */
  Unwind beginUnwind(long id, Duration certificateTimeLimit, JobContext job) {
    Termination termination = terminations.get(id);
    Map<String, String> items = material.decide(access.entitlementsEverHeld(termination.partner()));
    return new Unwind(begin(termination, items, certificateTimeLimit, job));
  }

  private List<String> begin(Termination seen, Map<String, String> items, Duration certificateTimeLimit, JobContext job) {
    return material.inTransaction(() -> {
      Termination termination = terminations.lock(seen.id());
      if (termination.state() == State.NOTICE) {
        refuseWhenCalledOff(termination);
        Terms terms = termsOf(termination);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        moveTo(termination, Stage.TERMINATING, job);
        terminations.unwinding(termination.id(), terms.windDownDays() == 0 ? null : now.plus(Duration.ofDays(terms.windDownDays())));
        if (terms.clawback()) {
          owing.feeToBeWorkedOut(termination.partner(), termination.caseRef(), "clawback", "Benefits to be paid back, as agreed for this reason");
        }
        record(termination, "termination.unwindBegan", Map.of("termination", termination.id()), job);
      }
      return material.owe(termination, items, certificateTimeLimit);
    });
  }

  private void moveTo(Termination termination, Stage stage, JobContext job) {
    PartnerId partner = termination.partner();
    Stage present = partners.facts(partner).stage();
    if (present != stage && !present.isFinal()) {
      partners.moveTo(partner, present, stage, termination.reason().name(), "system", job.processInstanceKey());
    }
  }

  private static void refuseWhenCalledOff(Termination termination) {
    if (termination.callOffAs() != null) {
      throw new CalledOff(termination.id());
    }
  }

  private static Terms termsOf(Termination termination) {
    if (termination.terms() == null) {
      throw new IllegalStateException("Expected termination " + termination.id() + " to have terms, but they were never decided");
    }
    return termination.terms();
  }

  private void record(Termination termination, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(termination.partner().value(), "system", action, details).in(job.processInstanceKey()));
  }
}
