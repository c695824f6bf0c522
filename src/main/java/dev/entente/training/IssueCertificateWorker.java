package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Certifies a learner who passed. */
@Component
class IssueCertificateWorker implements Worker<IssueCertificateWorker.Input> {

  record Input(String partnerId, long enrollmentId, int score, String curriculum) {}

  private final Learning learning;
  private final Certifying certifying;

  IssueCertificateWorker(Learning learning, Certifying certifying) {
    this.learning = learning;
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
    PartnerId partner = new PartnerId(input.partnerId());
    certifying.certify(partner, input.enrollmentId(), input.score(), job);
    return Outcome.completed(Map.of("certifiedPeople", learning.certifiedPeople(partner, input.curriculum())));
  }
}
