package dev.entente.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.250Z");

  private final Expressions expressions = new Expressions(Clock.fixed(NOW, ZoneOffset.UTC));

  private Object evaluate(String source, Map<String, Object> variables) {
    return expressions.evaluate(expressions.compile(source), VariableLookup.of(variables));
  }

  @Test
  void numbersKeepAllTheirBits() {
    assertThat(evaluate("=id", Map.of("id", Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(evaluate("=id - 1", Map.of("id", Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(evaluate("=a / 4", Map.of("a", 10))).isEqualTo(2.5);
    assertThat(evaluate("=a / 5", Map.of("a", 10))).isEqualTo(2L);
    assertThat(evaluate("=n", Map.of("n", new BigInteger("42")))).isEqualTo(42L);
  }

  @Test
  void contextsAndListsAreMapsAndLists() {
    assertThat(evaluate("={a: [1, \"x\", null], b: {c: true}}", Map.of()))
        .isEqualTo(Map.of("a", Arrays.asList(1L, "x", null), "b", Map.of("c", true)));
    assertThat(evaluate("=sla.task", Map.of("sla", Map.of("task", "P2D")))).isEqualTo("P2D");
    assertThat(evaluate("=for i in list return i.id", Map.of("list", List.of(Map.of("id", 1), Map.of("id", 2))))).isEqualTo(List.of(1L, 2L));
    assertThat(evaluate("=context put(c, \"x\", 1)", Map.of("c", Map.of("y", 2)))).isEqualTo(Map.of("x", 1L, "y", 2L));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "=date(\"2026-01-02\")|2026-01-02",
      "=date and time(\"2026-01-02T03:04:05\")|2026-01-02T03:04:05",
      "=date and time(\"2026-01-02T03:04:05Z\")|2026-01-02T03:04:05Z",
      "=date and time(\"2026-01-02T03:04:05@Europe/Berlin\")|2026-01-02T03:04:05@Europe/Berlin",
      "=duration(\"P1DT2H\")|P1DT2H",
      "=duration(\"P14M\")|P1Y2M",
      "=time(\"03:04:05\")|03:04:05",
      "=now()|2026-03-01T10:15:30.25Z",
      "=today()|2026-03-01",
      "=cycle(3, duration(\"PT1H\"))|R3/PT1H",
      "=cycle(duration(\"PT1H\"))|R/PT1H",
      "=fromAi(\"v\", \"what\")|v"})
  void temporalValuesBecomeText(String source, String text) {
    assertThat(evaluate(source, Map.of())).isEqualTo(text);
  }

  @Test
  void missingVariablesAreNull() {
    assertThat(evaluate("=missing", Map.of())).isNull();
    assertThat(evaluate("=missing.x", Map.of())).isNull();
    assertThat(evaluate("=if missing = null then 1 else 2", Map.of())).isEqualTo(1L);
  }

  @Test
  void staticTextIsItself() {
    assertThat(evaluate("approve", Map.of())).isEqualTo("approve");
    assertThat(expressions.evaluateLong(expressions.compile("3"), VariableLookup.none())).isEqualTo(3);
    assertThat(expressions.evaluateStrings(expressions.compile("a, b"), VariableLookup.none())).containsExactly("a", "b");
  }

  @Test
  void namesOfVariablesAreKnown() {
    assertThat(expressions.compile("=a.b + c[item > d] > 1 and e = \"x\"").variables()).contains("a", "c", "d", "e");
  }

  @Test
  void wrongTypesAreToldWithTheReason() {
    assertThatThrownBy(() -> expressions.evaluateBoolean(expressions.compile("=approved"), VariableLookup.none()))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageContaining("'approved'").hasMessageContaining("'BOOLEAN', but was 'NULL'").hasMessageContaining("No variable found with name 'approved'");
    assertThatThrownBy(() -> expressions.evaluateList(expressions.compile("=1"), VariableLookup.none()))
        .isInstanceOf(EvaluationFailed.class).hasMessageContaining("'NUMBER'");
    assertThatThrownBy(() -> expressions.evaluateString(expressions.compile("=today()"), VariableLookup.none()))
        .isInstanceOf(EvaluationFailed.class).hasMessageContaining("'DATE'");
  }

  @Test
  void assertFails() {
    assertThatThrownBy(() -> evaluate("=assert(x, x != null, \"x is needed\")", Map.of()))
        .isInstanceOf(EvaluationFailed.class).hasMessageContaining("x is needed");
  }

  @Test
  void brokenExpressionsAreRefused() {
    assertThatThrownBy(() -> expressions.compile("=a +")).isInstanceOf(InvalidExpression.class).hasMessageContaining("a +");
    assertThatThrownBy(() -> expressions.compile("=" + "(".repeat(50_000))).isInstanceOf(InvalidExpression.class);
  }

  @Test
  void durationsAndInstants() {
    VariableLookup variables = VariableLookup.of(Map.of("d", "P1M", "sla", Map.of("t", "P2D"), "at", "2026-01-01T00:00:00Z"));
    assertThat(expressions.evaluateDuration(expressions.compile("=duration(d)"), variables, Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo(Duration.ofDays(28));
    assertThat(expressions.evaluateDuration(expressions.compile("PT5S"), variables, NOW)).isEqualTo(Duration.ofSeconds(5));
    assertThat(expressions.evaluateInstant(expressions.compile("=at"), variables)).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(expressions.evaluateInstant(expressions.compile("=now() + duration(sla.t)"), variables)).isEqualTo(NOW.plus(Duration.ofDays(2)));
    assertThat(expressions.evaluateText(expressions.compile("=now() + duration(sla.t)"), variables)).isEqualTo("2026-03-03T10:15:30.25Z");
    assertThatThrownBy(() -> expressions.evaluateInterval(expressions.compile("soon"), variables))
        .isInstanceOf(EvaluationFailed.class).hasMessageContaining("'soon'");
  }
}
