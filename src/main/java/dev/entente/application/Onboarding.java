package dev.entente.application;

import dev.entente.application.Duplicates.Match;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.partner.StalePartner;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The partner's own steps on the way from applicant to active partner, or to a closed application; each may be repeated and then changes nothing. */
@Component
class Onboarding {

  private final JdbcClient jdbc;
  private final Partners partners;
  private final Programs programs;
  private final Duplicates duplicates;
  private final Mails mails;
  private final Trail trail;
  private final Clock clock;

  Onboarding(JdbcClient jdbc, Partners partners, Programs programs, Duplicates duplicates, Mails mails, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.programs = programs;
    this.duplicates = duplicates;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
  }

  /** Confirms the application to the applicant; answers what it doubles, empty when it stands alone. */
  @Transactional
  List<Match> register(PartnerId id, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    List<Match> existing = duplicates.before(id);
    if (!existing.isEmpty()) {
      markDuplicate(id, existing.get(0).partnerId(), job);
      return existing;
    }
    int first = jdbc.sql("UPDATE partner SET registered_at = :now WHERE id = :id AND registered_at IS NULL")
        .param("id", id.value())
        .param("now", OffsetDateTime.now(clock))
        .update();
    if (first == 1) {
      record(id, "application.registered", Map.of("tier", partner.tier()), job);
    }
    mail("application-received", partner, Map.of("tierName", program(partner).tier(partner.tier()).name()), job);
    return List.of();
  }

  private void markDuplicate(PartnerId id, String existing, JobContext job) {
    int first = jdbc.sql("UPDATE partner SET duplicate_of = :existing WHERE id = :id AND duplicate_of IS NULL")
        .param("id", id.value())
        .param("existing", existing)
        .update();
    if (first == 1) {
      record(id, "application.duplicateFound", Map.of("existing", existing), job);
    }
  }

  Program program(PartnerFacts partner) {
    return programs.version(partner.programVersion());
  }

  @Transactional
  Stage accept(PartnerId id, JobContext job) {
    if (partners.facts(id).stage() != Stage.ONBOARDING) {
      partners.moveTo(id, Stage.APPLICANT, Stage.ONBOARDING, null, "system", job.processInstanceKey());
    }
    return Stage.ONBOARDING;
  }

  record Activated(String tier, LocalDate nextReviewOn, LocalDate renewalOn) {}

  @Transactional
  Activated activate(PartnerId id, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    if (partner.stage() == Stage.SUSPENDED || partner.stage() == Stage.TERMINATING) {
      throw new IllegalStateException("Partner " + id + " is " + partner.stage() + ": it can be activated once it was reinstated, or its termination called off");
    }
    if (partner.stage() != Stage.ACTIVE) {
      partners.moveTo(id, Stage.ONBOARDING, Stage.ACTIVE, null, "system", job.processInstanceKey());
      setTerms(partner);
    }
    return jdbc.sql("SELECT tier, next_review_on, renewal_on FROM partner WHERE id = :id").param("id", id.value()).query(Activated.class).single();
  }

  private void setTerms(PartnerFacts partner) {
    Program.Onboarding terms = program(partner).onboarding();
    OffsetDateTime now = OffsetDateTime.now(clock);
    int updated = jdbc.sql("""
            UPDATE partner SET tier = requested_tier, active_since = :now, next_review_on = :review, renewal_on = :renewal, version = version + 1
            WHERE id = :id
            """)
        .param("id", partner.id().value())
        .param("now", now)
        .param("review", now.toLocalDate().plusMonths(terms.reviewAfterMonths()))
        .param("renewal", now.toLocalDate().plusMonths(terms.termMonths()))
        .update();
    if (updated != 1) {
      throw new StalePartner(partner.id());
    }
  }

  /** An application that was closed before keeps the stage and the reason it was closed with; an active partner, or one that is being terminated, is none. */
  @Transactional
  Stage close(PartnerId id, Stage stage, ClosingReason reason, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    if (partner.stage().isFinal()) {
      return partner.stage();
    }
    if (partner.stage() == Stage.TERMINATING || partner.stage() == Stage.ACTIVE) {
      mailClosed(partner, partner.stage(), reason, job);
      return partner.stage();
    }
    partners.moveTo(id, partner.stage(), stage, reason.name(), "system", job.processInstanceKey());
    mailClosed(partner, stage, reason, job);
    return stage;
  }

  private void mailClosed(PartnerFacts partner, Stage stage, ClosingReason reason, JobContext job) {
    mail("application-closed", partner, Map.of("stage", stage.name(), "reason", reason.name()), job);
  }

  private void mail(String template, PartnerFacts partner, Map<String, Object> values, JobContext job) {
    Contact recipient = mainContact(partner);
    Map<String, Object> model = new LinkedHashMap<>(values);
    model.put("partnerId", partner.id().value());
    model.put("partnerName", partner.legalName());
    model.put("contactName", recipient.name());
    model.put("programName", program(partner).name());
    mails.enqueue(new MailRequest(template + ":" + partner.id(), template, recipient.email(), model, partner.id().value(), job.processInstanceKey(), job.elementId()));
  }

  private static Contact mainContact(PartnerFacts partner) {
    return partner.contacts().stream().filter(contact -> contact.role().equals("PRIMARY")).findFirst()
        .or(() -> partner.contacts().stream().findFirst())
        .orElseThrow(() -> new IllegalStateException("Expected partner " + partner.id() + " to have a contact, but it has none"));
  }

  private void record(PartnerId id, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(id.value(), "system", action, details).in(job.processInstanceKey()));
  }
}
