package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantEligibility;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a partner a new license in the place of the one it has: on the terms of a tier, with the overrides that hold at the moment.
 *
 * <p>The issuer puts one in the place of the other, so that the partner is never without, and the license ends when the old one would have: no change of
 * tier prolongs it. A refusal leaves the partner with what it has.
 */
@Component
public class LicenseReissue {

  private final Grants grants;
  private final GrantEligibility admission;
  private final Planning planning;
  private final Granting granting;
  private final Revoking revoking;

  LicenseReissue(Grants grants, GrantEligibility admission, Planning planning, Granting granting, Revoking revoking) {
    this.grants = grants;
    this.admission = admission;
    this.planning = planning;
    this.granting = granting;
    this.revoking = revoking;
  }

  /** On the terms of the tier that the license is of; see {@link #reissue(PartnerId, String, JobContext)}. */
  public Optional<String> reissue(PartnerId partner, JobContext job) {
    return reissue(partner, null, job);
  }

  /**
   * Safe to repeat: what this step of this process has issued stays.
   *
   * @param tier null for the one that the present license is of, which is not the partner's while a demotion winds down: then only a license that is
   *     there is issued anew, and one that has ended stays ended
   * @return the id of the license, empty where the partner may not be granted any
   */
  public Optional<String> reissue(PartnerId partner, @Nullable String tier, JobContext job) {
    return change(partner, tier, job, granting::renew);
  }

  /** Undoes {@link #reissue}: the license that was replaced is honored again, token and all, if it still says what it has to. */
  Optional<String> restore(PartnerId partner, @Nullable String tier, JobContext job) {
    return change(partner, tier, job, granting::giveBack);
  }

  private Optional<String> change(PartnerId partner, @Nullable String tier, JobContext job, BiFunction<Grant, GrantOrder, Optional<String>> exchange) {
    List<Grant> open = grants.toRevoke(partner).stream().filter(grant -> grant.kind() == Grant.Kind.LICENSE).toList();
    Optional<Grant> active = open.stream().filter(grant -> grant.state() == Grant.State.ACTIVE).findFirst();
    if (active.isPresent()) {
      return exchange.apply(active.get(), planning.license(partner, tier == null ? active.get().role() : tier, job));
    }
    Optional<String> wanted = Optional.ofNullable(tier)
        .or(() -> open.stream().filter(grant -> grant.state() == Grant.State.REQUESTED).map(Grant::role).findFirst());
    if (wanted.isEmpty() || admission.refuses(partner, job.processInstanceKey())) {
      return Optional.empty();
    }
    open.stream().filter(grant -> grant.state() != Grant.State.REQUESTED || !isOf(grant, wanted.get(), job))
        .forEach(grant -> revoking.revoke(grant, "A new license takes its place", Origin.of(job)));
    Granting.Result result = granting.grant(planning.license(partner, wanted.get(), job), false);
    return result instanceof Granting.Result.Granted granted ? Optional.of(granted.externalId()) : Optional.empty();
  }

  private static boolean isOf(Grant grant, String tier, JobContext job) {
    return grant.processInstanceKey() == job.processInstanceKey() && grant.elementId().equals(job.elementId()) && grant.role().equals(tier);
  }
}
