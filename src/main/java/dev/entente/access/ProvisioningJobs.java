package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives what a tier allows, and takes it back: accounts, entitlements, the delta between two tiers. */
@Component
class ProvisioningJobs {

  private final Planning planning;
  private final Granting granting;
  private final Revoking revoking;
  private final TierChange delta;
  private final SkippedEntitlements drops;
  private final AccessRecalculation recalculation;

  ProvisioningJobs(Planning planning, Granting granting, Revoking revoking, TierChange delta, SkippedEntitlements drops,
      AccessRecalculation recalculation) {
    this.planning = planning;
    this.granting = granting;
    this.revoking = revoking;
    this.delta = delta;
    this.drops = drops;
    this.recalculation = recalculation;
  }

  record OfPartner(PartnerId partnerId) {}

  record PlanEntitlementsInput(PartnerId partnerId, String tier) {}

  record PlanTierDeltaInput(PartnerId partnerId, String fromTier, String toTier) {}

  /** The last three for a grant with terms of its own; without an end it is granted on those of the tier. */
  record GrantInput(PartnerId partnerId, String entitlement, @Nullable String grantEndsOn, @Nullable String grantReason,
      @Nullable String grantOwner) {

    @Nullable Terms terms() {
      return grantEndsOn == null || grantReason == null || grantOwner == null
          ? null : new Terms(grantReason, grantOwner, LocalDate.parse(grantEndsOn), null);
    }
  }

  /** @param ownGrantsOnly leave what other processes granted; null means no */
  record RevokeEntitlementInput(PartnerId partnerId, String entitlement, @Nullable Boolean ownGrantsOnly) {}

  record DropFailedEntitlementsInput(PartnerId partnerId, @Nullable String provisioningComment) {}

  /** Makes a directory account for each contact of a partner; what stays impossible until the last attempt is for a person to resolve. */
  @JobType("access.createAccounts")
  @GivesAccess(undoneBy = "access.removeAccounts")
  Outcome createAccounts(OfPartner input, JobContext job) {
    for (GrantOrder order : planning.accounts(input.partnerId(), job)) {
      if (granting.grant(order, job.lastAttempt()) instanceof Granting.Result.NotGranted not) {
        return Outcome.error("ACCOUNTS_NOT_CREATED", not.reason());
      }
    }
    return Outcome.completed();
  }

  /** Undoes {@link ProvisioningJobs#createAccounts} when onboarding is compensated. */
  @JobType("access.removeAccounts")
  Outcome removeAccounts(OfPartner input, JobContext job) {
    revoking.revokeGranted(input.partnerId(), Grant.Kind.ACCOUNT, "Onboarding was undone", Origin.of(job));
    return Outcome.completed();
  }

  /** Lists what shall be granted for a tier. */
  @JobType("access.planEntitlements")
  Outcome planEntitlements(PlanEntitlementsInput input, JobContext job) {
    return Outcome.completed(Map.of("entitlements", planning.plan(input.partnerId(), input.tier(), job)));
  }

  /** Lists what a change of tier adds and what it takes away. */
  @JobType("access.planTierDelta")
  Outcome planTierDelta(PlanTierDeltaInput input, JobContext job) {
    TierChange.Delta planned = delta.plan(input.partnerId(), input.fromTier(), input.toTier(), job);
    return Outcome.completed(Map.of("entitlementsToGrant", planned.toGrant(), "entitlementsToRevoke", planned.toRevoke(),
        "fromTierHeld", planned.held(), "presentTier", planned.presentTier()));
  }

  /** Grants one entitlement to all its holders; a target that stays in trouble until the last attempt ends as FAILED, which the diagram compensates. */
  @JobType("access.grant")
  @GivesAccess(undoneBy = {"access.revokeProvisioned", "access.revokeEntitlement", "exception.takeBackAccess"})
  Outcome grant(GrantInput input, JobContext job) {
    List<GrantOrder> orders = planning.entitlement(input.partnerId(), input.entitlement(), input.terms(), job);
    if (orders.isEmpty()) {
      return Outcome.completed(Map.of("grantOutcome", "FAILED"));
    }
    for (GrantOrder order : orders) {
      if (granting.grant(order, job.lastAttempt()) instanceof Granting.Result.NotGranted) {
        return Outcome.completed(Map.of("grantOutcome", "FAILED"));
      }
    }
    return Outcome.completed(Map.of("grantOutcome", "GRANTED"));
  }

  /** Undoes all that one process granted through {@link ProvisioningJobs#grant}. */
  @JobType("access.revokeProvisioned")
  Outcome revokeProvisioned(OfPartner input, JobContext job) {
    revoking.revokeGranted(input.partnerId(), Grant.Kind.ENTITLEMENT, "Provisioning was undone", Origin.of(job));
    return Outcome.completed();
  }

  /** Revokes one entitlement from all to whom nothing else gives it; as the way back of a grant it takes only what its own process gave. */
  @JobType("access.revokeEntitlement")
  Outcome revokeEntitlement(RevokeEntitlementInput input, JobContext job) {
    PartnerId partner = input.partnerId();
    if (Boolean.TRUE.equals(input.ownGrantsOnly())) {
      revoking.revokeEntitlement(partner, input.entitlement(), grant -> isOf(grant, job), "Provisioning was undone", Origin.of(job));
    } else {
      recalculation.causeEnded(partner, input.entitlement(), "", "The tier does not give it any more", Origin.of(job));
    }
    return Outcome.completed();
  }

  private static boolean isOf(Grant grant, JobContext job) {
    return grant.processInstanceKey() == job.processInstanceKey();
  }

  /** Leaves what could not be granted out of the next plan. */
  @JobType("access.dropFailedEntitlements")
  Outcome dropFailedEntitlements(DropFailedEntitlementsInput input, JobContext job) {
    drops.dropFailed(input.partnerId(), job.processInstanceKey(), input.provisioningComment());
    return Outcome.completed();
  }
}
