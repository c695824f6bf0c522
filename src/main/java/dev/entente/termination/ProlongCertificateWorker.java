package dev.entente.termination;

import dev.entente.evidence.EvidenceRequests;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Gives the partner as much time again for a certificate. */
@Component
class ProlongCertificateWorker implements Worker<ProlongCertificateWorker.Input> {

  record Input(long evidenceRequestId, String certificateTimeLimit) {}

  private final EvidenceRequests requests;
  private final Clock clock;

  ProlongCertificateWorker(EvidenceRequests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public String jobType() {
    return "termination.prolongCertificate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    requests.prolong(input.evidenceRequestId(), clock.instant().plus(Duration.parse(input.certificateTimeLimit())), job);
    return Outcome.completed();
  }
}
