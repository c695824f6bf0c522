package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Revokes everything a partner has, whoever granted it, before its process closes. */
@Component
class RevokeAllWorker implements Worker<RevokeAllWorker.Input> {

  record Input(String partnerId) {}

  private final Revoking revoking;

  RevokeAllWorker(Revoking revoking) {
    this.revoking = revoking;
  }

  @Override
  public String jobType() {
    return "access.revokeAll";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    revoking.revokeAll(new PartnerId(input.partnerId()), "The partner leaves", Origin.of(job));
    return Outcome.completed();
  }
}
