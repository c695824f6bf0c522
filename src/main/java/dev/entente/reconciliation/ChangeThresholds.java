package dev.entente.reconciliation;

import java.util.Optional;

/** Stops a run that would change more than a mistake should be able to. */
final class ChangeThresholds {

  /** Below that, findings of a small target are no sign of a mistake; what is taken away is braked from the first on. */
  private static final int FEW = 5;

  private final int maxChanges;
  private final int maxPercent;

  ChangeThresholds(int maxChanges, int maxPercent) {
    this.maxChanges = maxChanges;
    this.maxPercent = maxPercent;
  }

  /**
   * What a run has seen and would do.
   *
   * @param listed entries that the target showed
   * @param recorded grants that the ledger says are there
   * @param reports findings to open, to close, and owners to ask
   * @param removals access to disable or to delete
   */
  record Plan(int listed, int recorded, int reports, int removals) {}

  /** Why the run has to stop; empty when it may go on. */
  Optional<RunProblem> objection(Plan plan) {
    if (plan.listed() == 0 && plan.recorded() > 0) {
      return Optional.of(RunProblem.of("nothingShown", plan.recorded()));
    }
    if (plan.removals() > removalsAllowed(plan)) {
      return Optional.of(RunProblem.of("tooManyRemovals", plan.removals(), removalsAllowed(plan), maxChanges, maxPercent, plan.recorded()));
    }
    int changes = plan.reports() + plan.removals();
    if (changes > changesAllowed(plan)) {
      return Optional.of(RunProblem.of("tooManyChanges", changes, changesAllowed(plan), maxChanges, maxPercent, plan.recorded()));
    }
    return Optional.empty();
  }

  /** Nothing, where the ledger knows nothing: all that the target shows is foreign then. */
  private int removalsAllowed(Plan plan) {
    return plan.recorded() == 0 ? 0 : Math.min(maxChanges, Math.max(1, percentOf(plan.recorded())));
  }

  private int changesAllowed(Plan plan) {
    return plan.recorded() == 0 ? 0 : Math.min(maxChanges, Math.max(FEW, percentOf(plan.recorded())));
  }

  private int percentOf(int recorded) {
    return (int) ((long) recorded * maxPercent / 100);
  }
}
