package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens the next attempt of an enrollment. */
@Component
class EnrollWorker implements Worker<EnrollWorker.Input> {

  record Input(String partnerId, long enrollmentId) {}

  private final Learning learning;

  EnrollWorker(Learning learning) {
    this.learning = learning;
  }

  @Override
  public String jobType() {
    return "training.enroll";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Learning.Attempt attempt = learning.enroll(new PartnerId(input.partnerId()), input.enrollmentId(), job);
    return Outcome.completed(Map.of(
        "attempt", attempt.number(),
        "attemptsAllowed", attempt.course().attempts(),
        "passScore", attempt.course().passScore(),
        "courseReminder", "R/P7D",
        "courseTimeLimit", attempt.course().timeLimit().toString(),
        "coolDown", attempt.course().coolDown().toString()));
  }
}
