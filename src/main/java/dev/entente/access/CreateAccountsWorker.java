package dev.entente.access;

import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Makes a directory account for each contact of a partner; what stays impossible until the last attempt is for a person to resolve. */
@Component
@GivesAccess(undoneBy = "access.removeAccounts")
class CreateAccountsWorker implements Worker<CreateAccountsWorker.Input> {

  record Input(String partnerId) {}

  private final Planning planning;
  private final Granting granting;

  CreateAccountsWorker(Planning planning, Granting granting) {
    this.planning = planning;
    this.granting = granting;
  }

  @Override
  public String jobType() {
    return "access.createAccounts";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    for (GrantOrder order : planning.accounts(new PartnerId(input.partnerId()), job)) {
      if (granting.grant(order, job.lastAttempt()) instanceof Granting.Result.NotGranted not) {
        return Outcome.error("ACCOUNTS_NOT_CREATED", not.reason());
      }
    }
    return Outcome.completed();
  }
}
