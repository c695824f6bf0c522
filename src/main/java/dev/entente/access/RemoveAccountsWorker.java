package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Undoes {@link CreateAccountsWorker} when onboarding is compensated. */
@Component
class RemoveAccountsWorker implements Worker<RemoveAccountsWorker.Input> {

  record Input(String partnerId) {}

  private final Revoking revoking;

  RemoveAccountsWorker(Revoking revoking) {
    this.revoking = revoking;
  }

  @Override
  public String jobType() {
    return "access.removeAccounts";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    revoking.revokeGranted(new PartnerId(input.partnerId()), Grant.Kind.ACCOUNT, "Onboarding was undone", Origin.of(job));
    return Outcome.completed();
  }
}
