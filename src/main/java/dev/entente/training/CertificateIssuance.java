package dev.entente.training;

import dev.entente.identity.ReadableCode;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues certificates: the document first, then one short transaction; an enrollment is certified once. */
@Component
class CertificateIssuance {

  private final Enrollments enrollments;
  private final Attempts attempts;
  private final Certificates certificates;
  private final Recertification recertifying;
  private final Partners partners;
  private final Programs programs;
  private final CertificatePrinting printing;
  private final TrainingMails mails;
  private final Trail trail;
  private final Clock clock;
  private final TransactionTemplate transactions;

  CertificateIssuance(Enrollments enrollments, Attempts attempts, Certificates certificates, Recertification recertifying, Partners partners, Programs programs,
      CertificatePrinting printing, TrainingMails mails, Trail trail, Clock clock, TransactionTemplate transactions) {
    this.enrollments = enrollments;
    this.attempts = attempts;
    this.certificates = certificates;
    this.recertifying = recertifying;
    this.partners = partners;
    this.programs = programs;
    this.printing = printing;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
    this.transactions = transactions;
  }

  void certify(PartnerId partner, long enrollmentId, int score, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, enrollmentId);
    if (!enrollment.state().isOpen()) {
      return;
    }
    if (isCertifiedByAnother(enrollment)) {
      enrollments.close(enrollmentId, Enrollment.State.PASSED);
      return;
    }
    Program program = programs.version(enrollment.programVersion());
    Program.Course course = Courses.find(program, enrollment.curriculum(), enrollment.course()).orElseThrow();
    LocalDate today = LocalDate.now(clock);
    Certificate certificate = new Certificate(0, ReadableCode.grouped(), ReadableCode.letters(32), partner, enrollment.contactId(),
        enrollment.contactName(), enrollment.curriculum(), course.id(), course.name(), score, today, today.plusMonths(program.certificates().validMonths()), null, null);
    byte[] pdf = printing.print(certificate, partners.facts(partner));
    transactions.executeWithoutResult(status -> keep(certificate, enrollment, course, pdf, program.certificates().recertifyDays(), job));
  }

  /** A learner may have taken one course for two trainings: one score, one certificate. */
  private boolean isCertifiedByAnother(Enrollment enrollment) {
    LocalDate began = LocalDate.ofInstant(attempts.get(enrollment.id(), enrollment.attempt()).startedAt(), clock.getZone());
    return certificates.issuedSince(enrollment.contactId(), enrollment.course(), began).isPresent();
  }

  private void keep(Certificate certificate, Enrollment enrollment, Program.Course course, byte[] pdf, int recertifyDays, JobContext job) {
    // Closing takes the enrollment's row: who leaves at the same moment is either seen here, or finds the certificate and revokes it.
    if (!enrollments.close(enrollment.id(), Enrollment.State.PASSED)) {
      return;
    }
    certificates.add(certificate, enrollment, pdf).ifPresent(id -> {
      recertifying.watch(certificate, id, recertifyDays);
      mails.certified(enrollment, course, certificate, job);
      trail.record(TrailEntry.of(certificate.partner().value(), "system", "certificate.issued", Map.of("enrollment", enrollment.id(), "course", course.id(),
          "code", certificate.code(), "score", certificate.score(), "expiresOn", certificate.expiresOn().toString())).in(job.processInstanceKey()));
    });
  }
}
