package dev.entente.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeThresholdsTest {

  private final ChangeThresholds brakes = new ChangeThresholds(25, 10);

  @Test
  void anEmptyListIsAMistakeWhateverItWouldChange() {
    assertThat(brakes.objection(new ChangeThresholds.Plan(0, 1, 1, 0))).contains(new RunProblem("nothingShown", List.of("1")));
    assertThat(brakes.objection(new ChangeThresholds.Plan(0, 0, 0, 0))).as("an empty target and an empty ledger agree").isEmpty();
  }

  @Test
  void takingAwayIsBrakedByPercentAndByNumber() {
    assertThat(brakes.objection(new ChangeThresholds.Plan(12, 12, 0, 1))).isEmpty();
    assertThat(brakes.objection(new ChangeThresholds.Plan(12, 12, 0, 2))).contains(new RunProblem("tooManyRemovals", List.of("2", "1", "25", "10", "12")));
    assertThat(brakes.objection(new ChangeThresholds.Plan(200, 200, 0, 20))).isEmpty();
    assertThat(brakes.objection(new ChangeThresholds.Plan(200, 200, 0, 21))).isPresent();
    assertThat(brakes.objection(new ChangeThresholds.Plan(100_000, 100_000, 0, 25))).isEmpty();
    assertThat(brakes.objection(new ChangeThresholds.Plan(100_000, 100_000, 0, 26))).isPresent();
  }

  @Test
  void reportsOfASmallTargetMayBeAFew() {
    assertThat(brakes.objection(new ChangeThresholds.Plan(12, 12, 5, 0))).isEmpty();
    assertThat(brakes.objection(new ChangeThresholds.Plan(12, 12, 6, 0))).contains(new RunProblem("tooManyChanges", List.of("6", "5", "25", "10", "12")));
    assertThat(brakes.objection(new ChangeThresholds.Plan(12, 12, 5, 1))).isPresent();
  }

  @Test
  void nothingIsTakenAwayWhereTheLedgerKnowsNothing() {
    assertThat(brakes.objection(new ChangeThresholds.Plan(3, 0, 0, 1))).isPresent();
  }
}
