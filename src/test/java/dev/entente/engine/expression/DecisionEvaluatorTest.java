package dev.entente.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionEvaluatorTest {

  private final DecisionEvaluator decisions = new DecisionEvaluator(Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));

  private DecisionGraph graph(String body) {
    return decisions.parse(("""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="pricing" name="Pricing" namespace="http://camunda.org/schema/1.0/dmn">%s</definitions>
        """.formatted(body)).getBytes(StandardCharsets.UTF_8));
  }

  private static String discountTable(String hitPolicy) {
    return """
        <decision id="discount" name="Discount">
          <extensionElements><zeebe:versionTag value="v7"/></extensionElements>
          <informationRequirement id="r1"><requiredDecision href="#tier"/></informationRequirement>
          <decisionTable id="t1" %s>
            <input id="in1" label="Tier"><inputExpression id="ie1" typeRef="string"><text>tier</text></inputExpression></input>
            <input id="in2" label="Amount"><inputExpression id="ie2" typeRef="number"><text>amount</text></inputExpression></input>
            <output id="out1" label="Percent" name="percent" typeRef="number"/>
            <rule id="rule1"><inputEntry id="e1"><text>"SILVER"</text></inputEntry><inputEntry id="e2"><text></text></inputEntry>
              <outputEntry id="o1"><text>5</text></outputEntry></rule>
            <rule id="rule2"><inputEntry id="e3"><text>"GOLD"</text></inputEntry><inputEntry id="e4"><text>&gt;= 100</text></inputEntry>
              <outputEntry id="o2"><text>10</text></outputEntry></rule>
            <rule id="rule3"><inputEntry id="e5"><text>"GOLD"</text></inputEntry><inputEntry id="e6"><text>&gt;= 1000</text></inputEntry>
              <outputEntry id="o3"><text>15.5</text></outputEntry></rule>
          </decisionTable>
        </decision>
        <decision id="tier" name="Tier">
          <variable id="v" name="tier" typeRef="string"/>
          <literalExpression id="l1"><text>if revenue &gt; 10 then "GOLD" else "SILVER"</text></literalExpression>
        </decision>
        """.formatted(hitPolicy);
  }

  @Test
  void evaluatesRequiredDecisionsFirstAndKeepsWhatTheySaw() {
    DecisionGraph graph = graph(discountTable("hitPolicy=\"FIRST\""));

    DecisionEvaluation evaluation = decisions.evaluate(graph, "discount", Map.of("revenue", 50, "amount", 200));

    assertThat(evaluation.result()).isEqualTo(10L);
    assertThat(evaluation.decisions()).extracting(DecisionEvaluation.Evaluated::decisionId).containsExactly("tier", "discount");
    DecisionEvaluation.Evaluated table = evaluation.decisions().get(1);
    assertThat(table.inputs()).containsExactly(new DecisionEvaluation.Input("in1", "Tier", "GOLD"), new DecisionEvaluation.Input("in2", "Amount", 200L));
    assertThat(table.matchedRules()).containsExactly(
        new DecisionEvaluation.Rule("rule2", 2, List.of(new DecisionEvaluation.Output("out1", "Percent", 10L))));
    assertThat(evaluation.decisions().get(0).output()).isEqualTo("GOLD");
  }

  @Test
  void describesItsDecisions() {
    DecisionGraph graph = graph(discountTable(""));
    assertThat(graph.id()).isEqualTo("pricing");
    assertThat(graph.name()).isEqualTo("Pricing");
    assertThat(graph.decisions()).containsExactlyInAnyOrder(
        new DecisionGraph.Decision("discount", "Discount", "DECISION_TABLE", "v7"),
        new DecisionGraph.Decision("tier", "Tier", "LITERAL_EXPRESSION", null));
  }

  @Test
  void collectsAndSums() {
    Map<String, Object> variables = Map.of("revenue", 50, "amount", 5000);
    assertThat(decisions.evaluate(graph(discountTable("hitPolicy=\"COLLECT\"")), "discount", variables).result()).isEqualTo(List.of(10L, 15.5));
    assertThat(decisions.evaluate(graph(discountTable("hitPolicy=\"COLLECT\" aggregation=\"SUM\"")), "discount", variables).result()).isEqualTo(25.5);
  }

  @Test
  void noRuleGivesNull() {
    DecisionEvaluation evaluation = decisions.evaluate(graph(discountTable("")), "discount", Map.of("revenue", 50, "amount", 1));
    assertThat(evaluation.failed()).isFalse();
    assertThat(evaluation.result()).isNull();
  }

  @Test
  void tellsWhichDecisionFailed() {
    DecisionEvaluation evaluation = decisions.evaluate(graph(discountTable("")), "discount", Map.of("revenue", 50, "amount", 5000));
    assertThat(evaluation.failed()).isTrue();
    assertThat(evaluation.failure().decisionId()).isEqualTo("discount");
    assertThat(evaluation.failure().message()).contains("UNIQUE");
  }

  @Test
  void acceptsALiteralExpressionWithoutVariable() {
    DecisionGraph graph = graph("<decision id=\"mocked\" name=\"mocked\"><literalExpression><text>{a: 1, b: \"x\"}</text></literalExpression></decision>");
    DecisionEvaluation evaluation = decisions.evaluate(graph, "mocked", Map.of());
    assertThat(evaluation.result()).isEqualTo(Map.of("a", 1L, "b", "x"));
  }

  @Test
  void refusesWithTheReason() {
    assertThatThrownBy(() -> graph("<decision id=\"d\" name=\"d\"><literalExpression><text>1 +</text></literalExpression></decision>"))
        .isInstanceOf(InvalidDecisions.class).hasMessageContaining("1 +");
    assertThatThrownBy(() -> graph("")).isInstanceOf(InvalidDecisions.class).hasMessageContaining("at least one decision");
    assertThatThrownBy(() -> decisions.parse("<definitions".getBytes(StandardCharsets.UTF_8))).isInstanceOf(InvalidDecisions.class);
    assertThatThrownBy(() -> decisions.parse("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><definitions>&x;</definitions>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidDecisions.class).hasMessageContaining("DOCTYPE");
  }
}
