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
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, new CustomizableThreadFactory("reconcile-"));

  BackgroundRuns(Targets targets, ReconciliationRunner reconciling) {
    this.targets = targets;
    this.reconciling = reconciling;
  }

  /** Empty while another run of the target is open, and where it can't be compared. */
  Optional<Run> begin(String id, String by) {
    TargetSystem target = targets.get(id);
    Optional<Run> begun = reconciling.begin(target, by);
    begun.ifPresent(run -> soon(run, () -> reconciling.goOn(run, target)));
    return begun;
  }

  /** What two people have let go on. */
  void apply(Run released) {
    soon(released, () -> reconciling.apply(released, targets.get(released.target())));
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
