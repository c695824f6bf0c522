package dev.entente.application;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes an application that does not end in a partnership, and says so to the applicant. */
@Component
class CloseApplicationWorker implements Worker<CloseApplicationWorker.Input> {

  private final Onboarding onboarding;

  CloseApplicationWorker(Onboarding onboarding) {
    this.onboarding = onboarding;
  }

  record Input(String partnerId, String closingStage, String closingReason) {}

  @Override
  public String jobType() {
    return "partner.closeApplication";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Stage stage = onboarding.close(new PartnerId(input.partnerId()), Stage.valueOf(input.closingStage()),
        ClosingReason.valueOf(input.closingReason()), job);
    return Outcome.completed(Map.of("stage", stage.name()));
  }
}
