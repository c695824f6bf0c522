package dev.entente.application;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the partner active, in the tier it asked for, with its first review and renewal dates. */
@Component
class ActivatePartnerWorker implements Worker<ActivatePartnerWorker.Input> {

  private final Onboarding onboarding;

  ActivatePartnerWorker(Onboarding onboarding) {
    this.onboarding = onboarding;
  }

  record Input(String partnerId) {}

  @Override
  public String jobType() {
    return "partner.activate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Onboarding.Activated activated = onboarding.activate(new PartnerId(input.partnerId()), job);
    return Outcome.completed(Map.of("stage", Stage.ACTIVE.name(), "tier", activated.tier(),
        "nextReviewOn", activated.nextReviewOn().toString(), "renewalOn", activated.renewalOn().toString()));
  }
}
