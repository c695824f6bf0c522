package dev.entente.ledger;

import dev.entente.ledger.Journal.Step;
import dev.entente.ledger.Ledger.Revocation;
import dev.entente.partner.PartnerId;
import dev.entente.provisioning.AwaitsPerson;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Revokes: intend, call the target outside any transaction, see that the access is gone there, settle. */
@Component
public class Revoking {

  private static final Logger LOG = LoggerFactory.getLogger(Revoking.class);

  private final Ledger ledger;
  private final Grants grants;
  private final GrantEligibility admission;
  private final Targets targets;
  private final Clock clock;

  public Revoking(Ledger ledger, Grants grants, GrantEligibility admission, Targets targets, Clock clock) {
    this.ledger = ledger;
    this.grants = grants;
    this.admission = admission;
    this.targets = targets;
    this.clock = clock;
  }

  /** How revoking ended, short of trouble. */
  public enum Result {
    /** Seen to be gone, or never there. */
    REVOKED,
    /** Somebody was asked to revoke it by hand; the row stays REVOKING until that is confirmed and revoking is tried again. */
    IN_HAND
  }

  /** Safe to repeat; a failure leaves the row REVOKING. */
  public Result revoke(Grant grant, String reason, Origin origin) {
    Revocation step = ledger.beginRevocation(grant.id(), reason, origin);
    if (step == Revocation.CALL) {
      try {
        callAndVerify(grant);
      } catch (AwaitsPerson waiting) {
        ledger.note(grant.id(), Step.AWAITS_PERSON, origin, Granting.message(waiting));
        return Result.IN_HAND;
      } catch (RuntimeException trouble) {
        ledger.note(grant.id(), Step.TROUBLE, origin, Granting.message(trouble));
        throw trouble;
      }
      ledger.settleRevoked(grant.id(), "seen to be gone at " + clock.instant().truncatedTo(ChronoUnit.SECONDS), origin);
    } else if (step == Revocation.KEPT_FOR_ANOTHER_GRANT) {
      ledger.settleRevoked(grant.id(), "the role stays in the target, another grant gives it too", origin);
    }
    return Result.REVOKED;
  }

  /** Takes back what came too late; the call has made again the accounts that its role needs, where they were revoked before it arrived. */
  void takeBack(Grant late, String reason, Origin origin) {
    revoke(late, reason, origin);
    closeAccountsAgain(late);
  }

  /** The same for the accounts alone. */
  void closeAccountsAgain(Grant late) {
    TargetSystem target = targets.get(late.target());
    grants.closedAccounts(late.partner(), late.target()).stream().map(Grant::access).distinct().forEach(target::revoke);
  }

  /** What one process granted of one kind, latest first. */
  public void revokeGranted(PartnerId partner, Grant.Kind kind, String reason, Origin process) {
    if (process.processInstanceKey() == null) {
      throw new IllegalStateException("Expected a process that revokes what it granted of " + partner + ", but got " + process.elementId());
    }
    each(grants.toRevoke(partner, process.processInstanceKey(), kind), reason, process);
  }

  /** One entitlement from all its holders, whoever granted it. */
  public void revokeEntitlement(PartnerId partner, String entitlement, String reason, Origin origin) {
    revokeEntitlement(partner, entitlement, grant -> true, reason, origin);
  }

  /** The same, as far as the choice takes in. */
  public void revokeEntitlement(PartnerId partner, String entitlement, Predicate<Grant> choice, String reason, Origin origin) {
    each(grants.toRevoke(partner).stream()
        .filter(grant -> grant.kind() == Grant.Kind.ENTITLEMENT && grant.entitlement().equals(entitlement) && choice.test(grant)).toList(), reason, origin);
  }

  /** All that one holder has, whoever granted it, latest first: the account comes last. */
  public void revokeHolder(PartnerId partner, String holder, String reason, Origin origin) {
    each(grants.toRevoke(partner).stream().filter(grant -> grant.holder().equalsIgnoreCase(holder)).toList(), reason, origin);
  }

  /** What one process granted, of whatever kind, latest first. */
  public void revokeGranted(PartnerId partner, String reason, Origin process) {
    each(grants.toRevoke(partner).stream().filter(grant -> Objects.equals(grant.processInstanceKey(), process.processInstanceKey())).toList(), reason, process);
  }

  /** Everything the partner has; the process is granted nothing any more from here on. */
  public void revokeAll(PartnerId partner, String reason, Origin origin) {
    if (origin.processInstanceKey() != null) {
      admission.stop(partner, origin.processInstanceKey());
    }
    each(grants.toRevoke(partner), reason, origin);
  }

  /** These, in their order; see {@link #revoke}. */
  public void revokeEach(List<Grant> chosen, String reason, Origin origin) {
    each(chosen, reason, origin);
  }

  /** Tries every one before it reports those that could not be revoked; what is in somebody's hands is not reported. */
  private void each(List<Grant> all, String reason, Origin origin) {
    List<Long> stuck = new ArrayList<>();
    RuntimeException first = null;
    for (Grant grant : all) {
      try {
        revoke(grant, reason, origin);
      } catch (RuntimeException trouble) {
        LOG.warn("Grant {} in {} could not be revoked: {}", grant.id(), grant.target(), trouble.getMessage());
        stuck.add(grant.id());
        first = first == null ? trouble : first;
      }
    }
    if (first != null) {
      throw new RevocationIncomplete(stuck, all.size(), first);
    }
  }

  private void callAndVerify(Grant grant) {
    TargetSystem target = targets.get(grant.target());
    target.revoke(grant.access());
    if (target.verify(grant.access())) {
      throw new TargetRefused("Grant " + grant.id() + " was revoked, but " + grant.target() + " still shows it");
    }
  }
}
