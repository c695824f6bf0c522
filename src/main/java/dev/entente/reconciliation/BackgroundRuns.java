package dev.entente.reconciliation;

import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * ReconciliationRuns that somebody began or let go on, in the background: a large target takes its time. What is broken off here is found by
 * {@link ReconciliationSchedule}.
 */
@Component
class BackgroundRuns implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRuns.class);
  private static final int AT_ONCE = 2;

  private final Targets targets;
  private final ReconciliationRunner reconciling;
  private final LedgerReconciliation ledger;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, new CustomizableThreadFactory("reconcile-"));

  BackgroundRuns(Targets targets, ReconciliationRunner reconciling, LedgerReconciliation ledger) {
    this.targets = targets;
    this.reconciling = reconciling;
    this.ledger = ledger;
  }

  /** Empty while another run of the target is open, and where it can't be compared. */
  Optional<Run> begin(String id, String by) {
    if (id.equals(LedgerComparison.LEDGER)) {
      Optional<Run> run = ledger.begin(by);
      run.ifPresent(begun -> soon(begun, () -> ledger.goOn(begun)));
      return run;
    }
    TargetSystem target = targets.get(id);
    Optional<Run> begun = reconciling.begin(target, by);
    begun.ifPresent(run -> soon(run, () -> reconciling.goOn(run, target)));
    return begun;
  }

  /** What two people have let go on. */
  void apply(Run released) {
    soon(released, () -> now(released));
  }

  private void now(Run released) {
    if (released.target().equals(LedgerComparison.LEDGER)) {
      ledger.apply(released);
    } else {
      reconciling.apply(released, targets.get(released.target()));
    }
  }

  private void soon(Run run, Runnable work) {
    threads.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException trouble) {
        LOG.warn("Run {} of target {} broke off", run.id(), run.target(), trouble);
      }
    });
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
