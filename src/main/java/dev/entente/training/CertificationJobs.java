package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Certificates issued, renewed in time, or lapsed. */
@Component
class CertificationJobs {

  private final CertificateIssuance certifying;
  private final Recertification recertifying;

  CertificationJobs(CertificateIssuance certifying, Recertification recertifying) {
    this.certifying = certifying;
    this.recertifying = recertifying;
  }

  record IssueCertificateInput(PartnerId partnerId, long enrollmentId, int score) {}

  record PlanRecertificationInput(PartnerId partnerId, long certificateId) {}

  record RecordLapseInput(PartnerId partnerId, long certificateId) {}

  /** Certifies a learner who passed. */
  @JobType("training.issueCertificate")
  Outcome issueCertificate(IssueCertificateInput input, JobContext job) {
    certifying.certify(input.partnerId(), input.enrollmentId(), input.score(), job);
    return Outcome.completed();
  }

  /** Enrolls the holder of a certificate again before it expires. */
  @JobType("training.planRecertification")
  Outcome planRecertification(PlanRecertificationInput input, JobContext job) {
    Optional<Long> enrollment = recertifying.plan(input.partnerId(), input.certificateId(), job);
    return Outcome.completed(enrollment.isPresent()
        ? Map.of("recertificationNeeded", true, "enrollmentId", enrollment.get()) : Map.of("recertificationNeeded", false));
  }

  /** Records that a certification counts no more, because nothing followed it. */
  @JobType("training.recordLapse")
  Outcome recordLapse(RecordLapseInput input, JobContext job) {
    recertifying.lapse(input.partnerId(), input.certificateId(), job);
    return Outcome.completed();
  }
}
