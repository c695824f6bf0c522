package dev.entente.process;

import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks the deployed decision tables. */
@Component
public class Decisions {

  private final EngineClient engine;
  private final JsonMapper json;

  Decisions(EngineClient engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  /** The output of the latest version: a value, a map when the table has several outputs, a list when several rules count, or null for no rule. */
  public @Nullable Object evaluate(String decisionId, Map<String, Object> variables) {
    String input = json.writeValueAsString(variables);
    EvaluateDecisionResponse answer = engine.ask(client -> client.newEvaluateDecisionCommand().decisionId(decisionId).variables(input));
    if (answer.getFailureMessage() != null && !answer.getFailureMessage().isEmpty()) {
      throw new IllegalStateException("Decision " + answer.getFailedDecisionId() + " could not be evaluated: " + answer.getFailureMessage());
    }
    return json.readValue(answer.getDecisionOutput(), Object.class);
  }
}
