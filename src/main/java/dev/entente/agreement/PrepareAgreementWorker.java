package dev.entente.agreement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Prepares the agreement and mails the link to sign it. */
@Component
class PrepareAgreementWorker implements Worker<PrepareAgreementWorker.Input> {

  record Input(String partnerId) {}

  private final Preparing preparing;

  PrepareAgreementWorker(Preparing preparing) {
    this.preparing = preparing;
  }

  @Override
  public String jobType() {
    return "agreement.prepare";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("agreementId", preparing.prepare(new PartnerId(input.partnerId()), job).id()));
  }
}
