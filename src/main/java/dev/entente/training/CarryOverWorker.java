package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Lets learners finish although enough others are certified. */
@Component
class CarryOverWorker implements Worker<CarryOverWorker.Input> {

  record Input(String partnerId) {}

  private final CarryingOver carryingOver;

  CarryOverWorker(CarryingOver carryingOver) {
    this.carryingOver = carryingOver;
  }

  @Override
  public String jobType() {
    return "training.carryOver";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    carryingOver.carryOver(new PartnerId(input.partnerId()), job);
    return Outcome.completed();
  }
}
