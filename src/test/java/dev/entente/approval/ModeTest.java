package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeTest {

  @ParameterizedTest
  @CsvSource({
      // mode, seats, needed, approvals, rejections, silent, verdict
      "FIRST,  2, 1, 0, 0, 0, OPEN",
      "FIRST,  2, 1, 1, 0, 0, APPROVED",
      "FIRST,  2, 1, 0, 1, 0, REJECTED",
      "ALL,    2, 2, 1, 0, 0, OPEN",
      "ALL,    2, 2, 2, 0, 0, APPROVED",
      "ALL,    2, 2, 1, 1, 0, REJECTED",
      "ALL,    2, 2, 1, 0, 1, OPEN",
      "N_OF_M, 3, 2, 1, 1, 0, OPEN",
      "N_OF_M, 3, 2, 2, 1, 0, APPROVED",
      "N_OF_M, 3, 2, 1, 2, 0, REJECTED",
      "N_OF_M, 3, 2, 1, 0, 2, OPEN",
      "VETO,   2, 2, 1, 0, 0, OPEN",
      "VETO,   2, 2, 1, 0, 1, APPROVED",
      "VETO,   2, 2, 0, 0, 2, APPROVED",
      "VETO,   2, 2, 0, 1, 1, REJECTED",
  })
  void seatsMakeTheVerdictOfALevel(Mode mode, int seats, int needed, int approvals, int rejections, int silent, Mode.Verdict verdict) {
    assertThat(mode.verdict(seats, needed, approvals, rejections, silent)).isEqualTo(verdict);
  }
}
