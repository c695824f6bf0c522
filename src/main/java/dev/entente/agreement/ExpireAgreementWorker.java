package dev.entente.agreement;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends the time to sign: no link to the agreement works any more, unless it was signed at the last moment, which the process is told. */
@Component
class ExpireAgreementWorker implements Worker<ExpireAgreementWorker.Input> {

  record Input(String partnerId, long agreementId) {}

  private final Links links;

  ExpireAgreementWorker(Links links) {
    this.links = links;
  }

  @Override
  public String jobType() {
    return "agreement.expire";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Agreement.State state = links.expire(input.agreementId(), "SIGNATURE_TIMEOUT");
    return Outcome.completed(Map.of("signedAfterAll", state == Agreement.State.SIGNED));
  }
}
