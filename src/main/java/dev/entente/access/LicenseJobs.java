package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues, reissues and revokes the license as one grant among others. */
@Component
class LicenseJobs {

  private final Planning planning;
  private final Granting granting;
  private final Revoking revoking;
  private final LicenseReissue relicensing;

  LicenseJobs(Planning planning, Granting granting, Revoking revoking, LicenseReissue relicensing) {
    this.planning = planning;
    this.granting = granting;
    this.revoking = revoking;
    this.relicensing = relicensing;
  }

  record IssueLicenseInput(PartnerId partnerId, String tier) {}

  record OfPartner(PartnerId partnerId) {}

  /** @param tier the one of the present license when null */
  record ReissueLicenseInput(PartnerId partnerId, @Nullable String tier) {}

  /** @param tier the one before; the one of the present license when null */
  record RestoreLicenseInput(PartnerId partnerId, @Nullable String tier) {}

  /** Grants the license of a tier: the license issuer is a target like any other, and what it refuses to the end is compensated. */
  @JobType("license.issue")
  @GivesAccess(undoneBy = "license.revoke")
  Outcome issue(IssueLicenseInput input, JobContext job) {
    Granting.Result result = granting.grant(planning.license(input.partnerId(), input.tier(), job), job.lastAttempt());
    if (result instanceof Granting.Result.Granted granted) {
      return Outcome.completed(Map.of("licenseId", granted.externalId()));
    }
    if (result instanceof Granting.Result.Pending) {
      return Outcome.completed(Map.of("licenseId", ""));
    }
    return Outcome.error("LICENSE_NOT_ISSUED", ((Granting.Result.NotGranted) result).reason());
  }

  /** Undoes {@link LicenseJobs#issue}. */
  @JobType("license.revoke")
  Outcome revoke(OfPartner input, JobContext job) {
    revoking.revokeGranted(input.partnerId(), Grant.Kind.LICENSE, "Provisioning was undone", Origin.of(job));
    return Outcome.completed();
  }

  /** Issues the license anew; a partner that may not be granted any ends as the error LICENSE_NOT_ISSUED. */
  @JobType("license.reissue")
  @GivesAccess(undoneBy = "license.restore")
  Outcome reissue(ReissueLicenseInput input, JobContext job) {
    return relicensing.reissue(input.partnerId(), input.tier(), job)
        .map(license -> Outcome.completed(Map.of("licenseId", license)))
        .orElseGet(() -> Outcome.error("LICENSE_NOT_ISSUED", "Partner " + input.partnerId().value() + " may not be granted a license now"));
  }

  /** Undoes {@link LicenseJobs#reissue}: the partner has the old license as it was; one that may not be granted any keeps what it has until it is unwound. */
  @JobType("license.restore")
  @GivesAccess(notUndoneBecause = "It undoes: the partner has no more than before")
  Outcome restore(RestoreLicenseInput input, JobContext job) {
    relicensing.restore(input.partnerId(), input.tier(), job);
    return Outcome.completed();
  }
}
