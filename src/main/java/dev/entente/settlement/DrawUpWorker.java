package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens the statement of a case. */
@Component
class DrawUpWorker implements Worker<DrawUpWorker.Input> {

  record Input(String partnerId, String caseRef) {}

  private final Settling settling;

  DrawUpWorker(Settling settling) {
    this.settling = settling;
  }

  @Override
  public String jobType() {
    return "settlement.drawUp";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("statementId", settling.drawUp(new PartnerId(input.partnerId()), input.caseRef())));
  }
}
