package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Certifies a learner who passed. */
@Component
class IssueCertificateWorker implements Worker<IssueCertificateWorker.Input> {

  record Input(String partnerId, long enrollmentId, int score) {}

  private final Certifying certifying;

  IssueCertificateWorker(Certifying certifying) {
    this.certifying = certifying;
  }

  @Override
  public String jobType() {
    return "training.issueCertificate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    certifying.certify(new PartnerId(input.partnerId()), input.enrollmentId(), input.score(), job);
    return Outcome.completed();
  }
}
