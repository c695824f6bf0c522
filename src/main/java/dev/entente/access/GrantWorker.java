package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Grants one entitlement to all its holders; a target that stays in trouble until the last attempt ends as FAILED, which the diagram compensates. */
@Component
class GrantWorker implements Worker<GrantWorker.Input> {

  record Input(String partnerId, String entitlement) {}

  private final Planning planning;
  private final Granting granting;

  GrantWorker(Planning planning, Granting granting) {
    this.planning = planning;
    this.granting = granting;
  }

  @Override
  public String jobType() {
    return "access.grant";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    for (GrantOrder order : planning.entitlement(new PartnerId(input.partnerId()), input.entitlement(), job)) {
      if (granting.grant(order, job.lastAttempt()) instanceof Granting.Result.NotGranted) {
        return Outcome.completed(Map.of("grantOutcome", "FAILED"));
      }
    }
    return Outcome.completed(Map.of("grantOutcome", "GRANTED"));
  }
}
