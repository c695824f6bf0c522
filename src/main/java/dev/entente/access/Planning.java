package dev.entente.access;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns parts of what ought to be there into the orders of a step of a process. */
@Component
public class Planning {

  private final ExpectedAccessInputs inputs;
  private final SkippedEntitlements skipped;

  Planning(ExpectedAccessInputs inputs, SkippedEntitlements skipped) {
    this.inputs = inputs;
    this.skipped = skipped;
  }

  /** Entitlements of the tier without those that were dropped; failures of an earlier plan are answered by this one. */
  public List<String> plan(PartnerId partner, String tier, JobContext job) {
    skipped.answerFailures(partner, job.processInstanceKey());
    List<String> dropped = skipped.of(partner, job.processInstanceKey());
    return inputs.of(partner).program().tier(tier).entitlements().stream().filter(entitlement -> !dropped.contains(entitlement)).toList();
  }

  public List<GrantOrder> entitlement(PartnerId partner, String id, JobContext job) {
    return entitlement(partner, id, null, job);
  }

  /**
   * One order per holder, after those for the accounts that the role needs in its target: what a target holds of a partner is all in the ledger. None
   * where the term is over.
   *
   * @param own terms; those of the tier when null
   */
  public List<GrantOrder> entitlement(PartnerId partner, String id, @Nullable Terms own, JobContext job) {
    Inputs in = inputs.of(partner);
    Terms terms = Objects.requireNonNullElseGet(own, () -> ExpectedAccess.termsOfTier(in, id));
    return orders(terms.endsOn().isBefore(in.today()) ? List.of() : ExpectedAccess.entitlement(in, id, terms), job);
  }

  /** The partner's own entry in the directory, and an account for each of its contacts. */
  public List<GrantOrder> accounts(PartnerId partner, JobContext job) {
    return orders(ExpectedAccess.accounts(inputs.of(partner)), job);
  }

  GrantOrder license(PartnerId partner, String tier, JobContext job) {
    return ExpectedAccess.license(inputs.of(partner), tier).order(Origin.of(job));
  }

  private static List<GrantOrder> orders(List<ExpectedGrant> expected, JobContext job) {
    return expected.stream().map(grant -> grant.order(Origin.of(job))).toList();
  }
}
