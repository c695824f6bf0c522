package dev.entente.access;

import dev.entente.access.Ledger.Revocation;
import dev.entente.access.target.TargetRefused;
import dev.entente.access.target.TargetSystem;
import dev.entente.partner.PartnerId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Revokes: intend, call the target outside any transaction, see that the access is gone there, settle. */
@Component
class Revoking {

  private static final Logger LOG = LoggerFactory.getLogger(Revoking.class);

  private final Ledger ledger;
  private final Grants grants;
  private final Admission admission;
  private final Targets targets;
  private final Clock clock;

  Revoking(Ledger ledger, Grants grants, Admission admission, Targets targets, Clock clock) {
    this.ledger = ledger;
    this.grants = grants;
    this.admission = admission;
    this.targets = targets;
    this.clock = clock;
  }

  /** Safe to repeat; a failure leaves the row REVOKING. */
  void revoke(Grant grant, String reason) {
    Revocation step = ledger.beginRevocation(grant.id(), reason);
    if (step == Revocation.CALL) {
      TargetSystem target = targets.get(grant.target());
      target.revoke(grant.access());
      if (target.verify(grant.access())) {
        throw new TargetRefused("Grant " + grant.id() + " was revoked, but " + grant.target() + " still shows it");
      }
      ledger.settleRevoked(grant.id(), "seen to be gone at " + clock.instant().truncatedTo(ChronoUnit.SECONDS));
    } else if (step == Revocation.KEPT_FOR_ANOTHER_GRANT) {
      ledger.settleRevoked(grant.id(), "the role stays in the target, another grant gives it too");
    }
  }

  /** What one process granted of one kind, latest first. */
  void revokeGranted(PartnerId partner, long processInstanceKey, Grant.Kind kind, String reason) {
    each(grants.toRevoke(partner, processInstanceKey, kind), reason);
  }

  /** Everything the partner has; the process is granted nothing any more from here on. */
  void revokeAll(PartnerId partner, long processInstanceKey, String reason) {
    admission.stop(partner, processInstanceKey);
    each(grants.toRevoke(partner), reason);
  }

  /** Tries every one before it reports those that could not be revoked. */
  private void each(List<Grant> all, String reason) {
    List<Long> stuck = new ArrayList<>();
    RuntimeException first = null;
    for (Grant grant : all) {
      try {
        revoke(grant, reason);
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
}
