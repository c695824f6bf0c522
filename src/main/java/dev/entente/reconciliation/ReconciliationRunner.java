package dev.entente.reconciliation;

import dev.entente.ledger.Granting;
import dev.entente.ledger.Origin;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * ReconciliationRuns the reconciliation of a target: reads it, compares it with the ledger, writes down what is to be done, and does it, unless the brakes object.
 *
 * <p>The first run of a target is dry, and so is the first after a change of its settings. A run that would do too much is held before anything is done;
 * two people together let it go on, and then exactly what was written down is done, each thing only if it is still right. A run that was broken off is
 * continued by the next. None goes on once the target is set up otherwise.
 */
@Component
public class ReconciliationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRunner.class);
  private static final int BATCH = 50;
  private static final Origin ORIGIN = Origin.schedule("reconciliation");

  private final ReconciliationRuns runs;
  private final PlannedActions changes;
  private final Comparison comparison;
  private final Remediation correcting;
  private final RunApprovals holding;
  private final DryRunPolicy rehearsing;

  ReconciliationRunner(ReconciliationRuns runs, PlannedActions changes, Comparison comparison, Remediation correcting, RunApprovals holding, DryRunPolicy rehearsing) {
    this.runs = runs;
    this.changes = changes;
    this.comparison = comparison;
    this.correcting = correcting;
    this.holding = holding;
    this.rehearsing = rehearsing;
  }

  /**
   * Empty while another run of the target is open, held or under way; also where people do by hand what is asked: what such a target holds is only
   * what we were told.
   */
  public Optional<Run> begin(TargetSystem target, String by) {
    return target.byHand() ? Optional.empty() : holding.begin(target, by);
  }

  Run goOn(Run run, TargetSystem target) {
    try {
      comparison.read(run, target);
      decide(run, comparison.plan(run), target);
    } catch (TargetUnavailable | TargetRefused trouble) {
      runs.move(run.id(), State.RUNNING, State.FAILED, RunProblem.answered(trouble));
    } catch (RuntimeException trouble) {
      runs.move(run.id(), State.RUNNING, State.FAILED, RunProblem.of("brokeOff"));
      throw trouble;
    }
    return runs.find(run.id()).orElseThrow();
  }

  Optional<Run> run(TargetSystem target, String by) {
    return begin(target, by).map(run -> goOn(run, target));
  }

  /** @param target null for the ledger */
  void decide(Run run, Optional<RunProblem> objection, @Nullable TargetSystem target) {
    if (rehearsing.isDry(run)) {
      runs.move(run.id(), State.RUNNING, State.DRY, objection.orElse(null));
    } else if (objection.isPresent()) {
      holding.hold(run, objection.get());
    } else if (runs.move(run.id(), State.RUNNING, State.APPLYING, null)) {
      apply(run, target);
    }
  }

  /** Goes on with what was broken off: a comparison is given up, what was being done is done to its end. */
  public void resume(TargetSystem target, OffsetDateTime untouchedSince) {
    resume(target.id(), target, untouchedSince);
  }

  void resume(String id, @Nullable TargetSystem target, OffsetDateTime untouchedSince) {
    runs.takeOver(id, untouchedSince).ifPresent(run -> {
      if (run.state() == State.RUNNING) {
        runs.move(run.id(), State.RUNNING, State.FAILED, RunProblem.of("brokenOff"));
      } else {
        apply(run, target);
      }
    });
  }

  /** Does what is written down for the run, as long as the target is set up as it was when it was compared. */
  void apply(Run run, @Nullable TargetSystem target) {
    if (!rehearsing.isOutdated(run)) {
      changes.openFindings(run);
    }
    List<PlannedAction> planned = changes.planned(run.id(), BATCH);
    while (!planned.isEmpty()) {
      for (PlannedAction change : planned) {
        if (rehearsing.isOutdated(run)) {
          runs.move(run.id(), State.APPLYING, State.FAILED, RunProblem.of("outdated"));
          return;
        }
        apply(change, run, target);
        runs.touch(run.id());
      }
      planned = changes.planned(run.id(), BATCH);
    }
    runs.move(run.id(), State.APPLYING, State.DONE, null);
  }

  private void apply(PlannedAction change, Run run, @Nullable TargetSystem target) {
    try {
      String outcome = outcome(change, run, target);
      changes.settle(change.id(), outcome.isEmpty() ? PlannedAction.State.SKIPPED : PlannedAction.State.DONE, outcome.isEmpty() ? "settledMeanwhile" : outcome);
    } catch (TargetUnavailable | TargetRefused trouble) {
      LOG.warn("Finding {} of {} could not be corrected: {}", change.findingId(), run.target(), trouble.getMessage());
      changes.settle(change.id(), PlannedAction.State.FAILED, Granting.message(trouble));
    }
  }

  private String outcome(PlannedAction change, Run run, @Nullable TargetSystem target) {
    long finding = change.findingId() == null ? 0 : change.findingId();
    String actor = run.releasedBy() == null ? ORIGIN.actor() : run.releasedBy();
    return switch (change.action()) {
      case OPEN -> "opened";
      case CLOSE -> correcting.close(finding, "vanished", actor) ? "closed" : "";
      case ASK -> correcting.ask(finding, actor) ? "asked" : "";
      case DISABLE -> correcting.disable(finding, Objects.requireNonNull(target), actor);
      case DELETE -> correcting.delete(finding, Objects.requireNonNull(target), new Origin(null, ORIGIN.elementId(), actor));
    };
  }
}
