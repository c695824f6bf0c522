package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens the next attempt of an enrollment, or takes up the one that another process began. */
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
    Learning.Opened opened = learning.enroll(new PartnerId(input.partnerId()), input.enrollmentId(), job);
    return Outcome.completed(Map.of(
        "attempt", opened.attempt(),
        "attemptsAllowed", opened.course().attempts(),
        "passScore", opened.course().passScore(),
        "courseReminder", "R/P7D",
        "courseOpenUntil", opened.openUntil().toString(),
        "coolDown", opened.coolDown().toString()));
  }
}
