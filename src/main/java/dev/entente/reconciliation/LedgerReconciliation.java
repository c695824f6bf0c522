package dev.entente.reconciliation;

import dev.entente.access.AccessRecalculation;
import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Runs that compare the ledger with what partners ought to have: as those of targets, but what they find only waits for a decision. */
@Component
class LedgerReconciliation {

  private final LedgerComparison comparison;
  private final ReconciliationRunner runner;
  private final ReconciliationRuns runs;
  private final RunApprovals approvals;
  private final AccessRecalculation recalculation;

  LedgerReconciliation(LedgerComparison comparison, ReconciliationRunner runner, ReconciliationRuns runs, RunApprovals approvals,
      AccessRecalculation recalculation) {
    this.comparison = comparison;
    this.runner = runner;
    this.runs = runs;
    this.approvals = approvals;
    this.recalculation = recalculation;
  }

  /** Empty while another run is open. */
  Optional<Run> begin(String by) {
    return approvals.begin(LedgerComparison.LEDGER, "", by);
  }

  Run goOn(Run run) {
    try {
      runner.decide(run, comparison.plan(run), null);
    } catch (RuntimeException trouble) {
      runs.move(run.id(), State.RUNNING, State.FAILED, RunProblem.of("brokeOff"));
      throw trouble;
    }
    return runs.find(run.id()).orElseThrow();
  }

  void apply(Run released) {
    runner.apply(released, null);
  }

  void resume(OffsetDateTime untouchedSince) {
    runner.resume(LedgerComparison.LEDGER, null, untouchedSince);
  }

  /** Gives what ought to be there; answers what stands in the way. */
  Optional<String> grant(Finding finding, Origin origin) {
    return recalculation.grantExpected(new PartnerId(finding.partner()),
        grant -> grant.place().target().equals(finding.target()) && grant.place().role().equalsIgnoreCase(finding.role())
            && grant.holder().id().equalsIgnoreCase(finding.holder()), origin);
  }

  boolean stillDiffers(Finding finding) {
    return comparison.stillDiffers(finding);
  }
}
