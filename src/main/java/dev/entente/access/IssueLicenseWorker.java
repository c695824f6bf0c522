package dev.entente.access;

import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Grants the license of a tier: the license issuer is a target like any other, and what it refuses to the end is compensated. */
@Component
@GivesAccess(undoneBy = "license.revoke")
class IssueLicenseWorker implements Worker<IssueLicenseWorker.Input> {

  record Input(String partnerId, String tier) {}

  private final Planning planning;
  private final Granting granting;

  IssueLicenseWorker(Planning planning, Granting granting) {
    this.planning = planning;
    this.granting = granting;
  }

  @Override
  public String jobType() {
    return "license.issue";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Granting.Result result = granting.grant(planning.license(new PartnerId(input.partnerId()), input.tier(), job), job.lastAttempt());
    if (result instanceof Granting.Result.Granted granted) {
      return Outcome.completed(Map.of("licenseId", granted.externalId()));
    }
    if (result instanceof Granting.Result.Pending) {
      return Outcome.completed(Map.of("licenseId", ""));
    }
    return Outcome.error("LICENSE_NOT_ISSUED", ((Granting.Result.NotGranted) result).reason());
  }
}
