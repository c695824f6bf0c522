package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Enrolls the holder of a certificate again before it expires. */
@Component
class PlanRecertificationWorker implements Worker<PlanRecertificationWorker.Input> {

  record Input(String partnerId, long certificateId) {}

  private final Recertifying recertifying;

  PlanRecertificationWorker(Recertifying recertifying) {
    this.recertifying = recertifying;
  }

  @Override
  public String jobType() {
    return "training.planRecertification";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Optional<Long> enrollment = recertifying.plan(new PartnerId(input.partnerId()), input.certificateId(), job);
    return Outcome.completed(enrollment.isPresent()
        ? Map.of("recertificationNeeded", true, "enrollmentId", enrollment.get()) : Map.of("recertificationNeeded", false));
  }
}
