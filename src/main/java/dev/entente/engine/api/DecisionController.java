package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.Results.DecisionTrace;
import dev.entente.engine.Results.EvaluatedDecision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates decisions outside a process. */
@RestController
@RequestMapping("/v2/decision-definitions")
class DecisionController {

  private final Engine engine;

  DecisionController(Engine engine) {
    this.engine = engine;
  }

  /** A failed evaluation is an answer, not an error: it names the decision that failed and why. */
  @PostMapping("/evaluation")
  Map<String, @Nullable Object> evaluate(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "decisionDefinitionId", "decisionDefinitionKey", "variables", "tenantId");
    Long key = body.key("decisionDefinitionKey");
    String id = body.string("decisionDefinitionId");
    if ((key == null) == (id == null)) {
      throw new BadRequest("Exactly one of [decisionDefinitionId, decisionDefinitionKey] is required.");
    }
    return toJson(engine.evaluateDecision(new Commands.EvaluateDecision(key, id, body.variables())));
  }

  private static Map<String, @Nullable Object> toJson(EvaluatedDecision decision) {
    String evaluationKey = ApiJson.key(decision.evaluationKey());
    String failed = decision.failure() == null ? null : failedDecision(decision);
    return ApiJson.object(
        "decisionDefinitionId", decision.decisionId(), "decisionDefinitionKey", ApiJson.key(decision.decisionKey()),
        "decisionDefinitionName", decision.decisionName(), "decisionDefinitionVersion", decision.version(),
        "decisionEvaluationKey", evaluationKey, "decisionInstanceKey", evaluationKey,
        "decisionRequirementsId", decision.requirementsId(), "decisionRequirementsKey", ApiJson.key(decision.requirementsKey()),
        "output", decision.result(), "failureMessage", decision.failure(), "failedDecisionDefinitionId", failed,
        "evaluatedDecisions", decision.trace().stream().map(DecisionController::toJson).toList(), "tenantId", ApiJson.TENANT);
  }

  private static String failedDecision(EvaluatedDecision decision) {
    List<DecisionTrace> trace = decision.trace();
    return trace.stream().filter(one -> one.state().equals("FAILED")).map(DecisionTrace::decisionId).findFirst().orElse(decision.decisionId());
  }

  private static Map<String, @Nullable Object> toJson(DecisionTrace decision) {
    return ApiJson.object(
        "decisionDefinitionId", decision.decisionId(), "decisionDefinitionKey", ApiJson.key(decision.decisionKey()),
        "decisionDefinitionName", decision.decisionName(), "decisionDefinitionVersion", decision.version(), "decisionDefinitionType", decision.type(),
        "decisionEvaluationInstanceKey", decision.instanceKey(), "output", decision.result(),
        "evaluatedInputs", ApiJson.raw(decision.evaluatedInputs()), "matchedRules", ApiJson.raw(decision.matchedRules()), "tenantId", ApiJson.TENANT);
  }
}
