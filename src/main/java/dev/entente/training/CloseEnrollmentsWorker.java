package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Closes what its process was waiting for when the process is stopped. */
@Component
class CloseEnrollmentsWorker implements Worker<CloseEnrollmentsWorker.Input> {

  record Input(String partnerId) {}

  private final Learning learning;

  CloseEnrollmentsWorker(Learning learning) {
    this.learning = learning;
  }

  @Override
  public String jobType() {
    return "training.closeEnrollments";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    learning.closeAll(new PartnerId(input.partnerId()), job);
    return Outcome.completed();
  }
}
