package dev.entente.termination;

import dev.entente.evidence.EvidenceRequests;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has a leaving partner certify what became of its material. */
@Component
class ExitMaterialJobs {

  private final Material material;
  private final Terminations terminations;
  private final EvidenceRequests requests;
  private final Clock clock;

  ExitMaterialJobs(Material material, Terminations terminations, EvidenceRequests requests, Clock clock) {
    this.material = material;
    this.terminations = terminations;
    this.requests = requests;
    this.clock = clock;
  }

  record RequestCertificateInput(long terminationId, String certificateKind, String certificateTimeLimit, @Nullable String certificateComment) {}

  record RemindCertificateInput(long evidenceRequestId) {}

  record ProlongCertificateInput(long evidenceRequestId, String certificateTimeLimit) {}

  record SettleCertificateInput(long terminationId, String certificateKind, String certificateOutcome, @Nullable String certificateNote) {}

  /** Asks the partner for one certificate. */
  @JobType("termination.requestCertificate")
  Outcome requestCertificate(RequestCertificateInput input, JobContext job) {
    long request = material.request(terminations.get(input.terminationId()), input.certificateKind(), Duration.parse(input.certificateTimeLimit()),
        input.certificateComment(), job);
    return Outcome.completed(Map.of("evidenceRequestId", request));
  }

  /** Reminds the partner of a certificate that it owes. */
  @JobType("termination.remindCertificate")
  Outcome remindCertificate(RemindCertificateInput input, JobContext job) {
    requests.remind(input.evidenceRequestId(), job);
    return Outcome.completed();
  }

  /** Gives the partner as much time again for a certificate. */
  @JobType("termination.prolongCertificate")
  Outcome prolongCertificate(ProlongCertificateInput input, JobContext job) {
    requests.prolong(input.evidenceRequestId(), clock.instant().plus(Duration.parse(input.certificateTimeLimit())), job);
    return Outcome.completed();
  }

  /** Settles or waives what a certificate was owed for. */
  @JobType("termination.settleCertificate")
  Outcome settleCertificate(SettleCertificateInput input) {
    String note = input.certificateNote() == null ? "" : input.certificateNote();
    material.settle(terminations.get(input.terminationId()), input.certificateKind(), input.certificateOutcome(), note);
    return Outcome.completed();
  }
}
