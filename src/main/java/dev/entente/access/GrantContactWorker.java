package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Gives a contact an account and what the colleagues have. */
@Component
@GivesAccess(undoneBy = "access.revokeContact")
class GrantContactWorker implements Worker<GrantContactWorker.Input> {

  record Input(String partnerId, long contactId) {}

  private final ContactAccess access;

  GrantContactWorker(ContactAccess access) {
    this.access = access;
  }

  @Override
  public String jobType() {
    return "access.grantContact";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    access.grant(new PartnerId(input.partnerId()), input.contactId(), job);
    return Outcome.completed();
  }
}
