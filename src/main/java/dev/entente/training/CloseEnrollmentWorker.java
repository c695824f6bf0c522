package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Closes an enrollment that failed or expired. */
@Component
class CloseEnrollmentWorker implements Worker<CloseEnrollmentWorker.Input> {

  record Input(String partnerId, long enrollmentId, Enrollment.State enrollmentOutcome) {}

  private final Learning learning;

  CloseEnrollmentWorker(Learning learning) {
    this.learning = learning;
  }

  @Override
  public String jobType() {
    return "training.closeEnrollment";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    learning.close(new PartnerId(input.partnerId()), input.enrollmentId(), input.enrollmentOutcome(), job);
    return Outcome.completed();
  }
}
