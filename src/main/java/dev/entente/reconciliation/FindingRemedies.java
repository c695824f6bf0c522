package dev.entente.reconciliation;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.reconciliation.Finding.State;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out what the owner of a finding has decided, and sees whether that settled it. */
@Component
class FindingRemedies {

  private final Findings findings;
  private final Grants grants;
  private final Granting granting;
  private final Remediation correcting;
  private final Comparison comparison;
  private final Targets targets;
  private final LedgerReconciliation ledger;

  FindingRemedies(Findings findings, Grants grants, Granting granting, Remediation correcting, Comparison comparison, Targets targets,
      LedgerReconciliation ledger) {
    this.findings = findings;
    this.grants = grants;
    this.granting = granting;
    this.correcting = correcting;
    this.comparison = comparison;
    this.targets = targets;
    this.ledger = ledger;
  }

  /** @param until the last day of what is adopted or accepted */
  record Decision(long finding, LocalDate until, String why, String by) {}

  /** What stands in the way; empty when it is done, or in somebody's hands. */
  Optional<String> remove(long id, Origin origin) {
    Finding finding = findings.find(id).orElseThrow();
    if (finding.state() == State.CLOSED) {
      return Optional.empty();
    }
    try {
      String outcome = correcting.delete(id, targets.get(finding.target()), origin);
      return outcome.isEmpty() ? Optional.of("It was not removed: the target does not hold it, or a grant gives it by now.") : Optional.empty();
    } catch (TargetRefused refused) {
      return Optional.of(Granting.message(refused));
    }
  }

  /** Gives at the target what the ledger's grant says; the grant itself stays as it is. */
  Optional<String> regrant(long id, String why, Origin origin) {
    Finding finding = findings.find(id).orElseThrow();
    if (finding.kind() == Finding.Kind.UNGRANTED) {
      return ledger.grant(finding, origin);
    }
    Grant grant = grantOf(finding);
    if (grant == null || grant.state() != Grant.State.ACTIVE) {
      return Optional.of("The ledger has no active grant of this, so there is nothing to grant again. Adopt it instead.");
    }
    return granting.restore(grant, why, origin);
  }

  void accept(Decision decision) {
    correcting.accept(decision);
  }

  /** Whether nothing is left to decide: it rests, somebody has it in hand, or a fresh look finds target and ledger of one mind. */
  boolean settled(long id, Origin origin) {
    Finding finding = findings.find(id).orElseThrow();
    if (finding.state() != State.OPEN) {
      return true;
    }
    Grant grant = grantOf(finding);
    TargetSystem target = targets.get(finding.target());
    if (target.byHand() && grant != null && grant.state() == Grant.State.REVOKING) {
      return true;
    }
    if (finding.isOfLedger() ? ledger.stillDiffers(finding) : comparison.stillDiffers(finding, target)) {
      return false;
    }
    correcting.close(id, "settled", origin.actor());
    return true;
  }

  private @Nullable Grant grantOf(Finding finding) {
    return finding.grantId() == null ? null : grants.find(finding.grantId()).orElse(null);
  }
}
