package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Plans who learns which course. */
@Component
class PlanEnrollmentsWorker implements Worker<PlanEnrollmentsWorker.Input> {

  record Input(String partnerId, String curriculum) {}

  private final Learning learning;

  PlanEnrollmentsWorker(Learning learning) {
    this.learning = learning;
  }

  @Override
  public String jobType() {
    return "training.planEnrollments";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("enrollments", learning.plan(new PartnerId(input.partnerId()), input.curriculum(), job)));
  }
}
