package dev.entente.termination;

import dev.entente.evidence.EvidenceRequests;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Reminds the partner of a certificate that it owes. */
@Component
class RemindCertificateWorker implements Worker<RemindCertificateWorker.Input> {

  record Input(long evidenceRequestId) {}

  private final EvidenceRequests requests;

  RemindCertificateWorker(EvidenceRequests requests) {
    this.requests = requests;
  }

  @Override
  public String jobType() {
    return "termination.remindCertificate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    requests.remind(input.evidenceRequestId(), job);
    return Outcome.completed();
  }
}
