package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BoundedMatchTest {

  @Test
  void aTextFitsOrNot() {
    Pattern day = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    assertThat(BoundedMatch.matches(day, "2026-11-25")).isTrue();
    assertThat(BoundedMatch.matches(day, "25 November")).isFalse();
    assertThat(BoundedMatch.matches(Pattern.compile("(\\w+) \\1"), "again again")).isTrue();
  }

  /** Without a limit the first takes longer than the universe lasts, and the second exhausts the stack. */
  @Test
  void aPatternWithoutEndIsGivenUp() {
    assertThat(BoundedMatch.matches(Pattern.compile("(a+)+b"), "a".repeat(60))).isFalse();
    assertThat(BoundedMatch.matches(Pattern.compile("(x|y)*z"), "x".repeat(4000))).isFalse();
  }
}
