package dev.entente.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.EvaluateDecisionCommandStep1.EvaluateDecisionCommandStep2;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks the deployed decision tables: the latest version, or the very version that was asked before. */
@Component
public class Decisions {

  private final EngineClient engine;
  private final JsonMapper json;

  Decisions(EngineClient engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  /**
   * What a table said, and which version of it.
   *
   * @param output a value, a map when the table has several outputs, a list when several rules count, or null for no rule
   * @param key names this version for good
   */
  public record Decided(@Nullable Object output, String decisionId, long key, int version) {}

  /** The output of the latest version. */
  public @Nullable Object evaluate(String decisionId, Map<String, Object> variables) {
    return decide(decisionId, variables).output();
  }

  /** By the latest version. */
  public Decided decide(String decisionId, Map<String, Object> variables) {
    return decided(client -> client.newEvaluateDecisionCommand().decisionId(decisionId), variables);
  }

  /**
   * By the version with that key, whatever was deployed since.
   *
   * @throws EngineRefused when the engine does not hold that version any more
   */
  public Decided decide(long key, Map<String, Object> variables) {
    return decided(client -> client.newEvaluateDecisionCommand().decisionKey(key), variables);
  }

  private Decided decided(Function<CamundaClient, EvaluateDecisionCommandStep2> decision, Map<String, Object> variables) {
    String input = json.writeValueAsString(variables);
    EvaluateDecisionResponse answer = engine.ask(client -> decision.apply(client).variables(input));
    if (answer.getFailureMessage() != null && !answer.getFailureMessage().isEmpty()) {
      throw new IllegalStateException("Decision " + answer.getFailedDecisionId() + " could not be evaluated: " + answer.getFailureMessage());
    }
    return new Decided(json.readValue(answer.getDecisionOutput(), Object.class), answer.getDecisionId(), answer.getDecisionKey(),
        answer.getDecisionVersion());
  }
}
