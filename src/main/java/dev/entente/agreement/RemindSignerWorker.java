package dev.entente.agreement;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Mails a new link to an agreement that still waits for its signature. */
@Component
class RemindSignerWorker implements Worker<RemindSignerWorker.Input> {

  record Input(String partnerId, long agreementId) {}

  private final Links links;
  private final Partners partners;

  RemindSignerWorker(Links links, Partners partners) {
    this.links = links;
    this.partners = partners;
  }

  @Override
  public String jobType() {
    return "agreement.remindSigner";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    links.remind(input.agreementId(), partners.facts(new PartnerId(input.partnerId())).legalName(), job);
    return Outcome.completed();
  }
}
