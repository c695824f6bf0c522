package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Ledger;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.provisioning.Targets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes back everything a leaving partner has, one grant after the other, latest first; what no machine can revoke is left for a person. */
@Component
class Unwinding {

  private static final Logger LOG = LoggerFactory.getLogger(Unwinding.class);
  private static final String REASON = "The partnership ends";

  private final Grants grants;
  private final Revoking revoking;
  private final Suspending suspending;
  private final Ledger ledger;
  private final Targets targets;

  Unwinding(Grants grants, Revoking revoking, Suspending suspending, Ledger ledger, Targets targets) {
    this.grants = grants;
    this.revoking = revoking;
    this.suspending = suspending;
    this.ledger = ledger;
    this.targets = targets;
  }

  enum Result {
    REVOKED, IN_HAND, LEFT;
  }

  private static Result result(Revoking.Result result) {
    return result == Revoking.Result.REVOKED ? Result.REVOKED : Result.IN_HAND;
  }

  /** Ids in reverse order of granting; a list of what to give again has lost its purpose. */
  List<Long> plan(PartnerId partner) {
    suspending.end(partner);
    return grants.toRevoke(partner).stream().map(Grant::id).toList();
  }

  /** @throws RuntimeException for trouble that is worth another attempt */
  Result unwind(PartnerId partner, long id, boolean lastAttempt, Origin origin) {
    Optional<Grant> grant = grants.find(id).filter(found -> found.partner().equals(partner));
    try {
      return grant.map(found -> revoking.revoke(found, REASON, origin)).map(Unwinding::result).orElse(Result.REVOKED);
    } catch (RuntimeException trouble) {
      if (!lastAttempt) {
        throw trouble;
      }
      LOG.warn("Grant {} of {} is left: {}", id, partner, trouble.getMessage());
      return Result.LEFT;
    }
  }

  /** Targets with something left; where people do everything, somebody was asked already. */
  List<String> left(PartnerId partner) {
    return grants.toRevoke(partner).stream().map(Grant::target).distinct().filter(target -> !isByHand(target)).sorted().toList();
  }

  private boolean isByHand(String target) {
    return targets.knows(target) && targets.get(target).byHand();
  }

  /** Tries what is left in one target; never throws for trouble of the target. */
  Result unwindTarget(PartnerId partner, String target, Origin origin) {
    List<Grant> left = ofTarget(partner, target);
    long revoked = left.stream().filter(grant -> unwind(partner, grant.id(), true, origin) == Result.REVOKED).count();
    return revoked == left.size() ? Result.REVOKED : Result.LEFT;
  }

  /**
   * Somebody says that all of it is gone. The target has the last word where it can be asked; where it can't, the evidence stands until the final proof.
   *
   * @return empty when everything is settled, else what the target still shows
   */
  Optional<String> confirm(PartnerId partner, String target, String evidence, Origin origin) {
    for (Grant grant : ofTarget(partner, target)) {
      if (isSeen(grant)) {
        return Optional.of(grant.name() + ", " + grant.holderName());
      }
      ledger.beginRevocation(grant.id(), REASON, origin);
      ledger.settleRevoked(grant.id(), "revoked by hand: " + evidence, origin);
    }
    return Optional.empty();
  }

  private boolean isSeen(Grant grant) {
    try {
      return targets.get(grant.target()).verify(grant.access());
    } catch (RuntimeException unreachable) {
      LOG.info("Target {} can't be asked about grant {}: {}", grant.target(), grant.id(), unreachable.getMessage());
      return false;
    }
  }

  private List<Grant> ofTarget(PartnerId partner, String target) {
    return grants.toRevoke(partner).stream().filter(grant -> grant.target().equals(target)).toList();
  }
}
