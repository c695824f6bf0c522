package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.provisioning.TargetOwners;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks afresh at what targets still hold for one partner, and at what the ledger says of it; changes nothing. */
@Component
public class ResidualAccessCheck {

  private final Grants grants;
  private final Targets targets;
  private final TargetOwners owners;
  private final Clock clock;

  ResidualAccessCheck(Grants grants, Targets targets, TargetOwners owners, Clock clock) {
    this.grants = grants;
    this.targets = targets;
    this.owners = owners;
    this.clock = clock;
  }

  /**
   * A fresh look at every target: all that they still hold for the partner, and every row of the ledger that is not at its end. Empty is a proof.
   *
   * @throws TargetUnavailable where a target can't be asked: what can't be seen is not clean
   */
  public List<ResidualAccess> leftovers(PartnerId partner) {
    List<ResidualAccess> left = new ArrayList<>();
    targets.ids().forEach(id -> left.addAll(leftovers(partner, id)));
    left.addAll(withoutTarget(partner));
    return left;
  }

  /** The same for one target. */
  public List<ResidualAccess> leftovers(PartnerId partner, String target) {
    List<ResidualAccess> left = new ArrayList<>();
    List<Access> held = targets.get(target).list();
    Map<Key, Grant> last = new HashMap<>();
    grants.ofPartner(partner).forEach(grant -> last.put(Key.of(grant.target(), grant.access()), grant));
    Set<Key> seen = new HashSet<>();
    for (Access access : held) {
      if (access.partnerId().equalsIgnoreCase(partner.value()) && seen.add(Key.of(target, access))) {
        left.add(held(target, access, last.get(Key.of(target, access))));
      }
    }
    grants.identified(partner, target).forEach((stableId, grant) -> {
      if (!seen.contains(Key.of(target, grant.access()))) {
        targets.get(target).locate(stableId).ifPresent(place -> left.add(elsewhere(grant, place)));
      }
    });
    grants.toRevoke(partner).stream().filter(grant -> grant.target().equals(target) && !seen.contains(Key.of(target, grant.access())))
        .map(ResidualAccessCheck::inLedger).forEach(left::add);
    return left;
  }

  /** Open rows of the ledger whose target is not set up any more. */
  List<ResidualAccess> withoutTarget(PartnerId partner) {
    Set<String> known = Set.copyOf(targets.ids());
    return grants.toRevoke(partner).stream().filter(grant -> !known.contains(grant.target())).map(ResidualAccessCheck::inLedger).toList();
  }

  private ResidualAccess held(String target, Access access, @Nullable Grant grant) {
    if (grant == null) {
      return new ResidualAccess(target, access.holder(), access.displayName(), access.role(), "in the target, never granted", clock.instant(), owners.of(target));
    }
    Instant since = grant.grantedAt() == null ? grant.requestedAt() : grant.grantedAt();
    return new ResidualAccess(target, access.holder(), grant.holderName(), access.role(), "in the target, grant " + grant.id() + " is " + grant.state(), since,
        grant.terms().owner());
  }

  /** The account was moved, renamed or labeled otherwise, so that the target does not list it as the partner's any more. */
  private static ResidualAccess elsewhere(Grant grant, String place) {
    Instant since = grant.grantedAt() == null ? grant.requestedAt() : grant.grantedAt();
    return new ResidualAccess(grant.target(), grant.holder(), grant.holderName(), grant.role(), "in the target as " + place + ", not listed as the partner's; grant "
        + grant.id() + " is " + grant.state(), since, grant.terms().owner());
  }

  private static ResidualAccess inLedger(Grant grant) {
    Instant since = grant.grantedAt() == null ? grant.requestedAt() : grant.grantedAt();
    return new ResidualAccess(grant.target(), grant.holder(), grant.holderName(), grant.role(), "not seen in the target, but grant " + grant.id() + " is "
        + grant.state(), since, grant.terms().owner());
  }

  /** Targets differ in how they write names; case says nothing. */
  private record Key(String target, String partner, String holder, String role) {

    static Key of(String target, Access access) {
      return new Key(target, lower(access.partnerId()), lower(access.holder()), lower(access.role()));
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
