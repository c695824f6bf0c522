package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues the license anew; a partner that may not be granted any ends as the error LICENSE_NOT_ISSUED. */
@Component
@GivesAccess(undoneBy = "license.restore")
class ReissueLicenseWorker implements Worker<ReissueLicenseWorker.Input> {

  /** @param tier the one of the present license when null */
  record Input(String partnerId, @Nullable String tier) {}

  private final Relicensing relicensing;

  ReissueLicenseWorker(Relicensing relicensing) {
    this.relicensing = relicensing;
  }

  @Override
  public String jobType() {
    return "license.reissue";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return relicensing.reissue(new PartnerId(input.partnerId()), input.tier(), job)
        .map(license -> Outcome.completed(Map.of("licenseId", license)))
        .orElseGet(() -> Outcome.error("LICENSE_NOT_ISSUED", "Partner " + input.partnerId() + " may not be granted a license now"));
  }
}
