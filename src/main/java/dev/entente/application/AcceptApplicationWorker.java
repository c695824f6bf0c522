package dev.entente.application;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns an approved applicant into a partner that is being onboarded. */
@Component
class AcceptApplicationWorker implements Worker<AcceptApplicationWorker.Input> {

  private final Onboarding onboarding;

  AcceptApplicationWorker(Onboarding onboarding) {
    this.onboarding = onboarding;
  }

  record Input(String partnerId) {}

  @Override
  public String jobType() {
    return "partner.acceptApplication";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("stage", onboarding.accept(new PartnerId(input.partnerId()), job).name()));
  }
}
