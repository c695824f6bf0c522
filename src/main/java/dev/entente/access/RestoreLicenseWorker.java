package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Undoes {@link ReissueLicenseWorker}: the partner has the old license as it was; one that may not be granted any keeps what it has until it is unwound. */
@Component
@GivesAccess(notUndoneBecause = "It undoes: the partner has no more than before")
class RestoreLicenseWorker implements Worker<RestoreLicenseWorker.Input> {

  /** @param tier the one before; the one of the present license when null */
  record Input(String partnerId, @Nullable String tier) {}

  private final Relicensing relicensing;

  RestoreLicenseWorker(Relicensing relicensing) {
    this.relicensing = relicensing;
  }

  @Override
  public String jobType() {
    return "license.restore";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    relicensing.restore(new PartnerId(input.partnerId()), input.tier(), job);
    return Outcome.completed();
  }
}
