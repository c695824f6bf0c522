package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists what a leaving partner has, in the order to revoke it in. */
@Component
class PlanUnwindWorker implements Worker<PlanUnwindWorker.Input> {

  record Input(String partnerId) {}

  private final Unwinding unwinding;

  PlanUnwindWorker(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  @Override
  public String jobType() {
    return "access.planUnwind";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("unwindGrants", unwinding.plan(new PartnerId(input.partnerId()))));
  }
}
