package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Reminds a learner whose course waits. */
@Component
class RemindLearnerWorker implements Worker<RemindLearnerWorker.Input> {

  record Input(String partnerId, long enrollmentId) {}

  private final Learning learning;

  RemindLearnerWorker(Learning learning) {
    this.learning = learning;
  }

  @Override
  public String jobType() {
    return "training.remindLearner";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    learning.remind(new PartnerId(input.partnerId()), input.enrollmentId(), job);
    return Outcome.completed();
  }
}
