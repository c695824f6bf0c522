package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Takes all access from a contact; also undoes {@link GrantContactWorker}. */
@Component
class RevokeContactWorker implements Worker<RevokeContactWorker.Input> {

  record Input(String partnerId, long contactId) {}

  private final ContactAccess access;

  RevokeContactWorker(ContactAccess access) {
    this.access = access;
  }

  @Override
  public String jobType() {
    return "access.revokeContact";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    access.revoke(new PartnerId(input.partnerId()), input.contactId(), job);
    return Outcome.completed();
  }
}
