package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a statement final: accepted, not disputed in time, or disputed without success. */
@Component
class MakeFinalWorker implements Worker<MakeFinalWorker.Input> {

  /** @param disputeComment why a dispute was not upheld */
  record Input(String partnerId, long statementId, @Nullable String disputeComment) {}

  private final Settling settling;

  MakeFinalWorker(Settling settling) {
    this.settling = settling;
  }

  @Override
  public String jobType() {
    return "settlement.makeFinal";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    String why = input.disputeComment() == null ? "" : input.disputeComment();
    return Outcome.completed(Map.of("owedCents", settling.makeFinal(new PartnerId(input.partnerId()), input.statementId(), why, job)));
  }
}
