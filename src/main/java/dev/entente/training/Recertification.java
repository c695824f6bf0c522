package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a certificate between its issue and its end. */
@Component
class Recertification {

  private final Certificates certificates;
  private final EnrollmentPlanning planning;
  private final Courses courses;
  private final Partners partners;
  private final Processes processes;
  private final TrainingMails mails;
  private final Trail trail;

  Recertification(Certificates certificates, EnrollmentPlanning planning, Courses courses, Partners partners, Processes processes, TrainingMails mails, Trail trail) {
    this.certificates = certificates;
    this.planning = planning;
    this.courses = courses;
    this.partners = partners;
    this.processes = processes;
    this.mails = mails;
    this.trail = trail;
  }

  /** Starts the process that watches over a certificate; needs the transaction that issues it. */
  void watch(Certificate certificate, long id, int daysBefore) {
    processes.start("recertification", certificate.partner().value(), Map.of("partnerId", certificate.partner().value(), "certificateId", id,
        "recertifyAt", startOf(certificate.expiresOn().minusDays(daysBefore)), "expiresAt", startOf(certificate.expiresOn().plusDays(1))));
  }

  /** Empty where there is nothing to renew. */
  @Transactional
  Optional<Long> plan(PartnerId partner, long id, JobContext job) {
    Certificate certificate = certificates.get(partner, id);
    PartnerFacts facts = partners.facts(partner);
    boolean holderIsThere = facts.contacts().stream().anyMatch(contact -> contact.id() == certificate.contactId());
    boolean taught = Courses.find(courses.program(facts), certificate.curriculum(), certificate.course()).isPresent();
    if (certificate.revokedAt() != null || facts.stage().isFinal() || !holderIsThere || !taught || certificates.isFollowed(id)) {
      return Optional.empty();
    }
    return Optional.of(planning.planAgain(certificate, facts, job));
  }

  /** Recorded, told and published once, together or not at all. */
  @Transactional
  void lapse(PartnerId partner, long id, JobContext job) {
    if (certificates.lapse(id)) {
      Certificate certificate = certificates.get(partner, id);
      processes.publish("milestone-reached", partner.value(), Map.of("partnerId", partner.value(), "milestone", "CERTIFICATION_LAPSED"));
      partners.facts(partner).contacts().stream().filter(contact -> contact.id() == certificate.contactId())
          .forEach(contact -> mails.lapsed(certificate, contact.email(), job));
      trail.record(TrailEntry.of(partner.value(), "system", "certificate.lapsed",
          Map.of("code", certificate.code(), "course", certificate.course(), "expiresOn", certificate.expiresOn().toString())).in(job.processInstanceKey()));
    }
  }

  private static String startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
  }
}
