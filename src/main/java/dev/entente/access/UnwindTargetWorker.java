package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tries once more to revoke by machine what is left in one target. */
@Component
class UnwindTargetWorker implements Worker<UnwindTargetWorker.Input> {

  record Input(String partnerId, String targetByHand) {}

  private final Unwinding unwinding;

  UnwindTargetWorker(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  @Override
  public String jobType() {
    return "access.unwindTarget";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("retryOutcome", unwinding.unwindTarget(new PartnerId(input.partnerId()), input.targetByHand(), Origin.of(job)).name()));
  }
}
