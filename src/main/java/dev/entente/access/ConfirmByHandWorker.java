package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the target whether what was revoked by hand is gone, and keeps the evidence. */
@Component
class ConfirmByHandWorker implements Worker<ConfirmByHandWorker.Input> {

  record Input(String partnerId, String targetByHand, String byHandEvidence) {}

  private final Unwinding unwinding;

  ConfirmByHandWorker(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  @Override
  public String jobType() {
    return "access.confirmByHand";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return unwinding.confirm(new PartnerId(input.partnerId()), input.targetByHand(), input.byHandEvidence(), Origin.of(job))
        .map(seen -> Outcome.completed(Map.of("byHandOutcome", "STILL_THERE", "byHandProblem", "The target still shows: " + seen)))
        .orElseGet(() -> Outcome.completed(Map.of("byHandOutcome", "GONE")));
  }
}
