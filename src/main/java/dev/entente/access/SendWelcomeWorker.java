package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Welcomes the people of a partner that has become active. */
@Component
class SendWelcomeWorker implements Worker<SendWelcomeWorker.Input> {

  record Input(String partnerId) {}

  private final Welcoming welcoming;

  SendWelcomeWorker(Welcoming welcoming) {
    this.welcoming = welcoming;
  }

  @Override
  public String jobType() {
    return "access.sendWelcome";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    welcoming.welcome(new PartnerId(input.partnerId()), job);
    return Outcome.completed();
  }
}
