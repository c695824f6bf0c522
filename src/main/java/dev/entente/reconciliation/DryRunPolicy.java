package dev.entente.reconciliation;

import dev.entente.provisioning.Targets;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows when a run only rehearses, and when what it found counts no more: both hang on how the target is set up. */
@Component
class DryRunPolicy {

  private final ReconciliationRuns runs;
  private final Targets targets;

  DryRunPolicy(ReconciliationRuns runs, Targets targets) {
    this.runs = runs;
    this.targets = targets;
  }

  /** The first run of a target is dry, and so is the first one after another filter, base or address. */
  boolean isDry(Run run) {
    return before(run).map(last -> !last.settings().equals(run.settings())).orElse(true);
  }

  /** The last run before it that compared the target to the end. */
  Optional<Run> before(Run run) {
    return runs.comparedBefore(run);
  }

  /** The target is set up otherwise by now, or is gone: what was found may be right of another place, and not of this one. */
  boolean isOutdated(Run run) {
    return !targets.settings(run.target()).equals(run.settings());
  }
}
