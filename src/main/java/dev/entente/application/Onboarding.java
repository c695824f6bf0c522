package dev.entente.application;

import dev.entente.application.Duplicates.Match;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.FormerPartners;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerRegistration;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The partner's own steps on the way from applicant to active partner, or to a closed application; each may be repeated and then changes nothing. */
@Component
class Onboarding {

  private final PartnerRegistration registration;
  private final Partners partners;
  private final Programs programs;
  private final Duplicates duplicates;
  private final FormerPartners formerPartners;
  private final Mails mails;
  private final Trail trail;

  Onboarding(PartnerRegistration registration, Partners partners, Programs programs, Duplicates duplicates, FormerPartners formerPartners, Mails mails, Trail trail) {
    this.registration = registration;
    this.partners = partners;
    this.programs = programs;
    this.duplicates = duplicates;
    this.formerPartners = formerPartners;
    this.mails = mails;
    this.trail = trail;
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
    if (registration.register(id)) {
      record(id, "application.registered", Map.of("tier", partner.tier()), job);
    }
    mail("application-received", partner, Map.of("tierName", program(partner).tier(partner.tier()).name()), job);
    return List.of();
  }

  /** How the company's earlier partnership or application ended, where that speaks against another one; empty text otherwise. */
  String gravestFormerEnding(PartnerId id) {
    return formerPartners.gravestEnding(id);
  }

  private void markDuplicate(PartnerId id, String existing, JobContext job) {
    if (registration.markDuplicate(id, existing)) {
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

  @Transactional
  PartnerRegistration.Terms activate(PartnerId id, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    if (partner.stage() == Stage.SUSPENDED || partner.stage() == Stage.TERMINATING) {
      throw new IllegalStateException("Partner " + id + " is " + partner.stage() + ": it can be activated once it was reinstated, or its termination called off");
    }
    if (partner.stage() != Stage.ACTIVE) {
      partners.moveTo(id, Stage.ONBOARDING, Stage.ACTIVE, null, "system", job.processInstanceKey());
      Program.Onboarding terms = program(partner).onboarding();
      registration.begin(id, terms.reviewAfterMonths(), terms.termMonths());
    }
    return registration.terms(id);
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
