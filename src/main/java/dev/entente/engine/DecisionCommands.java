package dev.entente.engine;

import dev.entente.engine.behavior.ResourceLookup;
import dev.entente.engine.expression.DecisionEvaluation;
import dev.entente.engine.expression.DecisionGraph;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.store.DeploymentStore;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates deployed decisions and tells how each came about. */
final class DecisionCommands {

  private static final int LONGEST_CACHE = 500;

  private final EngineRuntime runtime;
  private final Map<Long, DecisionGraph> graphs = new ConcurrentHashMap<>();

  DecisionCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  Results.EvaluatedDecision evaluate(Commands.EvaluateDecision command) {
    return runtime.command(context -> {
      long key = key(command);
      DeploymentStore.Decision decision = decision(key);
      Map<String, ? extends @Nullable Object> variables = command.variables();
      ResourceLookup.Evaluated evaluated = evaluate(decision, null, variables);
      evaluated.rows().forEach(context.work::add);
      List<Results.DecisionTrace> trace = evaluated.rows().stream().map(DecisionCommands::trace).toList();
      long evaluationKey = evaluated.rows().isEmpty() ? context.work.nextKey() : evaluated.rows().get(0).evaluationKey();
      return new Results.EvaluatedDecision(evaluationKey, decision.key(), decision.id(), decision.name(), decision.version(),
          decision.requirementsKey(), decision.requirementsId(), JsonValues.write(evaluated.result()), evaluated.failure(), trace);
    });
  }

  private static Results.DecisionTrace trace(Rows.DecisionInstance row) {
    return new Results.DecisionTrace(row.key(), row.decisionDefinitionKey(), row.decisionId(), row.decisionName(), row.decisionVersion(),
        row.decisionType(), row.state(), row.result(), row.evaluatedInputs(), row.matchedRules());
  }

  private long key(Commands.EvaluateDecision command) {
    if (command.decisionKey() != null) {
      return command.decisionKey();
    }
    if (command.decisionId() == null) {
      throw Rejected.invalid("Expected a decision definition key or id, but got neither");
    }
    return runtime.deployments.find(DeploymentStore.ResourceKind.DECISION, command.decisionId(), null, null)
        .orElseThrow(() -> Rejected.notFound("Expected to evaluate decision '%s', but no decision found for id '%s'", command.decisionId(), command.decisionId()));
  }

  private DeploymentStore.Decision decision(long key) {
    return runtime.deployments.decision(key)
        .orElseThrow(() -> Rejected.notFound("Expected to evaluate decision '%d', but no decision found for key '%d'", key, key));
  }

  ResourceLookup.Evaluated evaluate(long decisionKey, ElementInstance instance, VariableLookup variables) {
    Map<String, @Nullable Object> values = new HashMap<>();
    variables.names().forEach(name -> values.put(name, variables.value(name)));
    return evaluate(decision(decisionKey), instance, values);
  }

  private ResourceLookup.Evaluated evaluate(DeploymentStore.Decision decision, @Nullable ElementInstance instance, Map<String, ? extends @Nullable Object> variables) {
    DecisionGraph graph = graph(decision.requirementsKey());
    DecisionEvaluation evaluation = runtime.decisions.evaluate(graph, decision.id(), variables);
    Map<String, DeploymentStore.Decision> versions = runtime.deployments.decisionsOf(decision.requirementsKey()).stream()
        .collect(Collectors.toMap(DeploymentStore.Decision::id, Function.identity()));
    long evaluationKey = runtime.keys.next();
    List<Rows.DecisionInstance> rows = new ArrayList<>();
    for (DecisionEvaluation.Evaluated evaluated : evaluation.decisions()) {
      rows.add(row(evaluationKey, rows.size() + 1, decision, versions.get(evaluated.decisionId()), evaluated, evaluation.failure(), instance));
    }
    String failure = evaluation.failure() == null ? null
        : "Expected to evaluate decision '%s', but %s".formatted(decision.id(), evaluation.failure().message());
    return new ResourceLookup.Evaluated(evaluation.result(), failure, rows);
  }

  private Rows.DecisionInstance row(long evaluationKey, int ordinal, DeploymentStore.Decision root, DeploymentStore.Decision decision,
      DecisionEvaluation.Evaluated evaluated, DecisionEvaluation.@Nullable Failure failure, @Nullable ElementInstance it) {
    String reason = failure != null && failure.decisionId().equals(evaluated.decisionId()) ? failure.message() : null;
    return new Rows.DecisionInstance(evaluationKey + "-" + ordinal, evaluationKey, ordinal, reason == null ? "EVALUATED" : "FAILED",
        runtime.clock.instant(), reason, decision.key(), decision.id(), decision.name(), decision.version(), evaluated.type(), root.key(),
        root.requirementsKey(), it == null ? null : (Long) it.process.definition.key(), it == null ? null : (Long) it.process.key,
        it == null ? null : (Long) it.process.rootKey, it == null ? null : (Long) it.key, JsonValues.write(evaluated.output()), inputs(evaluated), rules(evaluated));
  }

  private static String inputs(DecisionEvaluation.Evaluated evaluated) {
    return JsonValues.write(evaluated.inputs().stream().map(input -> Map.of("inputId", text(input.id()), "inputName", text(input.name()),
        "inputValue", JsonValues.write(input.value()))).toList());
  }

  private static String rules(DecisionEvaluation.Evaluated evaluated) {
    return JsonValues.write(evaluated.matchedRules().stream().map(rule -> Map.of("ruleId", text(rule.id()), "ruleIndex", rule.index(),
        "evaluatedOutputs", rule.outputs().stream().map(output -> Map.of("outputId", text(output.id()), "outputName", text(output.name()),
            "outputValue", JsonValues.write(output.value()))).toList())).toList());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private DecisionGraph graph(long requirementsKey) {
    if (graphs.size() > LONGEST_CACHE) {
      graphs.clear();
    }
    return graphs.computeIfAbsent(requirementsKey,
        key -> runtime.decisions.parse(runtime.deployments.requirementsXml(key).getBytes(StandardCharsets.UTF_8)));
  }
}
