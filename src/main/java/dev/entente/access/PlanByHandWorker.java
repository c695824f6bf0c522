package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Names the targets in which something is left. */
@Component
class PlanByHandWorker implements Worker<PlanByHandWorker.Input> {

  record Input(String partnerId) {}

  private final Unwinding unwinding;

  PlanByHandWorker(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  @Override
  public String jobType() {
    return "access.planByHand";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("targetsByHand", unwinding.left(new PartnerId(input.partnerId()))));
  }
}
