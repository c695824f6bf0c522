package dev.entente.training;

import dev.entente.document.Documents;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues certificates: the document first, then one short transaction; an enrollment is certified once. */
@Component
class Certifying {

  /** No letters or digits that are easily taken for another. */
  private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

  private final Enrollments enrollments;
  private final Certificates certificates;
  private final Learning learning;
  private final Partners partners;
  private final Programs programs;
  private final Documents documents;
  private final TrainingMails mails;
  private final BaseUrl baseUrl;
  private final Trail trail;
  private final Clock clock;
  private final TransactionTemplate transactions;
  private final SecureRandom random = new SecureRandom();

  Certifying(Enrollments enrollments, Certificates certificates, Learning learning, Partners partners, Programs programs, Documents documents,
      TrainingMails mails, BaseUrl baseUrl, Trail trail, Clock clock, TransactionTemplate transactions) {
    this.enrollments = enrollments;
    this.certificates = certificates;
    this.learning = learning;
    this.partners = partners;
    this.programs = programs;
    this.documents = documents;
    this.mails = mails;
    this.baseUrl = baseUrl;
    this.trail = trail;
    this.clock = clock;
    this.transactions = transactions;
  }

  void certify(PartnerId partner, long enrollmentId, int score, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, enrollmentId);
    if (certificates.ofEnrollment(enrollmentId).isPresent()) {
      return;
    }
    Program.Course course = learning.course(enrollment);
    LocalDate today = LocalDate.now(clock);
    LocalDate expiry = today.plusMonths(programs.version(enrollment.programVersion()).certificates().validMonths());
    Certificate certificate = new Certificate(0, code(), token(), partner, enrollment.contactId(), enrollment.contactName(), course.id(), course.name(),
        score, today, expiry, null);
    byte[] pdf = documents.renderPdf("certificate", model(certificate, partners.facts(partner)));
    transactions.executeWithoutResult(status -> {
      if (certificates.add(certificate, enrollment, pdf)) {
        enrollments.close(enrollmentId, Enrollment.State.PASSED);
        mails.certified(enrollment, course, certificate, job);
        trail.record(TrailEntry.of(partner.value(), "system", "certificate.issued",
            Map.of("enrollment", enrollmentId, "course", course.id(), "code", certificate.code(), "score", score, "expiresOn", expiry.toString()))
            .in(job.processInstanceKey()));
      }
    });
  }

  private Map<String, Object> model(Certificate certificate, PartnerFacts partner) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("holder", certificate.holderName());
    model.put("partner", partner.legalName());
    model.put("course", certificate.courseName());
    model.put("score", certificate.score());
    model.put("issuedOn", certificate.issuedOn().toString());
    model.put("expiresOn", certificate.expiresOn().toString());
    model.put("code", certificate.code());
    model.put("link", baseUrl.of("/verify/" + certificate.code()));
    return model;
  }

  /** Such as K7QM-2XRD-94TB: 58 bits, so that nobody guesses one. */
  private String code() {
    return letters(4) + "-" + letters(4) + "-" + letters(4);
  }

  private String token() {
    return letters(32);
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }
}
