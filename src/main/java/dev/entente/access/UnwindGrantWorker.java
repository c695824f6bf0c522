package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Revokes one grant of a leaving partner; after the last attempt it is left for a person. */
@Component
class UnwindGrantWorker implements Worker<UnwindGrantWorker.Input> {

  record Input(String partnerId, long grantId) {}

  private final Unwinding unwinding;

  UnwindGrantWorker(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  @Override
  public String jobType() {
    return "access.unwindGrant";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    unwinding.unwind(new PartnerId(input.partnerId()), input.grantId(), job.lastAttempt(), Origin.of(job));
    return Outcome.completed();
  }
}
