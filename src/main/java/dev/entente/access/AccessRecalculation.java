package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantTerms;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Brings the ledger of one partner in line with {@link ExpectedAccess}, as far as somebody has a cause to: what no cause gives any more is revoked, what
 * another cause gives stays and ends when that one says.
 */
@Component
public class AccessRecalculation {

  private final ExpectedAccessInputs inputs;
  private final Grants grants;
  private final Granting granting;
  private final Revoking revoking;
  private final GrantTerms terms;

  AccessRecalculation(ExpectedAccessInputs inputs, Grants grants, Granting granting, Revoking revoking, GrantTerms terms) {
    this.inputs = inputs;
    this.grants = grants;
    this.granting = granting;
    this.revoking = revoking;
    this.terms = terms;
  }

  /** What ought to be there now, in the order of granting. */
  public List<ExpectedGrant> expected(PartnerId partner) {
    return ExpectedAccess.of(inputs.of(partner));
  }

  /**
   * A cause has ended: of the entitlement that it gave only what no other gives is revoked, from whoever holds it.
   *
   * @param cause counts no more, also where its feature has not yet written that down
   */
  public void causeEnded(PartnerId partner, String entitlement, String cause, String reason, Origin origin) {
    Map<GrantKey, ExpectedGrant> expected = byKey(ExpectedAccess.of(inputs.of(partner).without(cause)));
    settle(partner, expected, grant -> grant.kind() == Grant.Kind.ENTITLEMENT && grant.entitlement().equals(entitlement), reason, origin);
  }

  /** The same for all that one holder has. */
  public void holderChanged(PartnerId partner, String holder, String reason, Origin origin) {
    settle(partner, byKey(expected(partner)), grant -> grant.holder().equalsIgnoreCase(holder), reason, origin);
  }

  /** The same for all that one process has granted. */
  void processChanged(PartnerId partner, String element, String reason, Origin origin) {
    settle(partner, byKey(expected(partner)), grant -> grant.elementId().equals(element), reason, origin);
  }

  /** A cause lets grants last longer: those that are active end when it says. */
  public void postpone(PartnerId partner, String cause, Origin origin) {
    Map<GrantKey, ExpectedGrant> expected = byKey(expected(partner));
    grants.active(partner).stream().filter(grant -> expected.containsKey(GrantKey.of(grant)))
        .forEach(grant -> terms.align(grant.id(), expected.get(GrantKey.of(grant)).terms(), cause, origin));
  }

  /** It does so no more: they end when they would have without it, or today where that is over. */
  public void restoreEnds(PartnerId partner, String cause, Origin origin) {
    ExpectedAccess.Inputs in = inputs.of(partner);
    Map<GrantKey, ExpectedGrant> with = byKey(ExpectedAccess.of(in));
    Map<GrantKey, ExpectedGrant> without = byKey(ExpectedAccess.of(in.without(cause)));
    for (Grant grant : grants.active(partner)) {
      GrantKey key = GrantKey.of(grant);
      if (without.containsKey(key)) {
        terms.align(grant.id(), without.get(key).terms(), cause + " is over", origin);
      } else if (with.containsKey(key)) {
        terms.align(grant.id(), new Terms(grant.terms().reason(), grant.terms().owner(), in.today(), null), cause + " is over", origin);
      }
    }
  }

  /** Grants one; what is there already stays. */
  Granting.Result grant(ExpectedGrant expected, Origin origin) {
    return granting.grant(expected.order(origin), false);
  }

  /** Grants those that the choice takes in, in their order; answers what stood in the way. */
  public Optional<String> grantExpected(PartnerId partner, Predicate<ExpectedGrant> choice, Origin origin) {
    List<ExpectedGrant> chosen = expected(partner).stream().filter(choice).toList();
    for (ExpectedGrant expected : chosen) {
      if (grant(expected, origin) instanceof Granting.Result.NotGranted not) {
        return Optional.of(not.reason());
      }
    }
    return chosen.isEmpty() ? Optional.of("It ought not to be there any more, so nothing was granted.") : Optional.empty();
  }

  private void settle(PartnerId partner, Map<GrantKey, ExpectedGrant> expected, Predicate<Grant> scope, String reason, Origin origin) {
    List<Grant> concerned = grants.toRevoke(partner).stream().filter(scope).toList();
    concerned.stream().filter(grant -> grant.state() == Grant.State.ACTIVE && expected.containsKey(GrantKey.of(grant)))
        .forEach(grant -> terms.align(grant.id(), expected.get(GrantKey.of(grant)).terms(), reason, origin));
    revoking.revokeEach(concerned.stream().filter(grant -> grant.leftover() || !expected.containsKey(GrantKey.of(grant))).toList(), reason, origin);
  }

  private static Map<GrantKey, ExpectedGrant> byKey(List<ExpectedGrant> expected) {
    return expected.stream().collect(Collectors.toMap(ExpectedGrant::key, Function.identity()));
  }
}
