package dev.entente.engine.expression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.dmn.Audit;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDecision;
import org.camunda.dmn.parser.ParsedDecisionLogic;
import org.camunda.dmn.parser.ParsedDecisionTable;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.dmn.parser.ParsedLiteralExpression;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/** Reads DMN files and evaluates their decisions; {@code now()} follows the clock given here. Safe for use by many threads. */
public final class DecisionEvaluator {

  private final DmnEngine dmn;

  public DecisionEvaluator(Clock clock) {
    this.dmn = new DmnEngine.Builder().clock(() -> ZonedDateTime.now(clock)).build();
  }

  /** Reads a file; all expressions are compiled, so that a broken one is refused here with its reason. */
  public DecisionGraph parse(byte[] xml) {
    refuseDangerousXml(xml);
    Either<DmnEngine.Failure, ParsedDmn> result = parsed(xml);
    if (result.isLeft()) {
      throw new InvalidDecisions(result.swap().toOption().get().message());
    }
    ParsedDmn parsed = result.toOption().get();
    Definitions definitions = parsed.model().getDefinitions();
    List<DecisionGraph.Decision> decisions = new ArrayList<>();
    CollectionConverters.asJava(parsed.decisions()).forEach(decision -> decisions.add(decision(decision, parsed)));
    if (decisions.isEmpty()) {
      throw new InvalidDecisions("Expected at least one decision, but found none.");
    }
    String id = definitions.getId();
    String name = definitions.getName();
    return new DecisionGraph(id, name == null ? id : name, List.copyOf(decisions), parsed);
  }

  private Either<DmnEngine.Failure, ParsedDmn> parsed(byte[] xml) {
    try {
      return dmn.parse(new ByteArrayInputStream(xml));
    } catch (RuntimeException | StackOverflowError broken) {
      throw new InvalidDecisions("Failed to parse DMN: " + reason(broken));
    }
  }

  private static DecisionGraph.Decision decision(ParsedDecision decision, ParsedDmn parsed) {
    org.camunda.bpm.model.xml.instance.ModelElementInstance element = parsed.model().getModelElementById(decision.id());
    return new DecisionGraph.Decision(decision.id(), decision.name() == null ? decision.id() : decision.name(), type(decision.logic()), versionTag(element));
  }

  private static @Nullable String versionTag(org.camunda.bpm.model.xml.instance.@Nullable ModelElementInstance decision) {
    if (decision == null) {
      return null;
    }
    return decision.getDomElement().getChildElements().stream()
        .filter(child -> child.getLocalName().equals("extensionElements"))
        .flatMap(extensions -> extensions.getChildElements().stream())
        .filter(child -> child.getLocalName().equals("versionTag"))
        .map(child -> child.getAttribute("value")).findFirst().orElse(null);
  }

  private static String type(ParsedDecisionLogic logic) {
    if (logic instanceof ParsedDecisionTable) {
      return "DECISION_TABLE";
    }
    return logic instanceof ParsedLiteralExpression ? "LITERAL_EXPRESSION" : "UNSPECIFIED";
  }

  /** Evaluates one decision and all it requires. A failure is part of the answer; only an unknown decision is thrown. */
  public DecisionEvaluation evaluate(DecisionGraph graph, String decisionId, Map<String, ? extends @Nullable Object> variables) {
    if (graph.decision(decisionId).isEmpty()) {
      throw new EvaluationFailed("Expected decision '%s' in '%s', but it isn't there.".formatted(decisionId, graph.id()));
    }
    Map<String, Object> input = new LinkedHashMap<>();
    variables.forEach((name, value) -> input.put(name, FeelValues.toPlain(value)));
    try {
      Either<DmnEngine.EvalFailure, DmnEngine.EvalResult> result = dmn.eval(graph.parsed(), decisionId, input);
      return result.isRight() ? succeeded(result.toOption().get()) : failed(decisionId, result.swap().toOption().get());
    } catch (EvaluationFailed | StackOverflowError broken) {
      return new DecisionEvaluation(null, new DecisionEvaluation.Failure(decisionId, reason(broken)), List.of());
    }
  }

  private static DecisionEvaluation succeeded(DmnEngine.EvalResult result) {
    Object value = result.isNil() ? null : FeelValues.toPlain(result.value());
    return new DecisionEvaluation(value, null, evaluated(result.auditLog()));
  }

  private static DecisionEvaluation failed(String decisionId, DmnEngine.EvalFailure failure) {
    List<DecisionEvaluation.Evaluated> decisions = evaluated(failure.auditLog());
    String failedDecision = decisions.isEmpty() ? decisionId : decisions.get(decisions.size() - 1).decisionId();
    return new DecisionEvaluation(null, new DecisionEvaluation.Failure(failedDecision, failure.failure().message()), decisions);
  }

  private static List<DecisionEvaluation.Evaluated> evaluated(Audit.AuditLog log) {
    List<DecisionEvaluation.Evaluated> decisions = new ArrayList<>();
    for (Audit.AuditLogEntry entry : CollectionConverters.asJava(log.entries())) {
      // knowledge models and invocations are logged too, but are no decisions
      if (log.dmn().decisionsById().contains(entry.id())) {
        decisions.add(evaluated(entry));
      }
    }
    return decisions;
  }

  private static DecisionEvaluation.Evaluated evaluated(Audit.AuditLogEntry entry) {
    List<DecisionEvaluation.Input> inputs = new ArrayList<>();
    List<DecisionEvaluation.Rule> rules = new ArrayList<>();
    if (entry.result() instanceof Audit.DecisionTableEvaluationResult table && entry.decisionLogic() instanceof ParsedDecisionTable logic) {
      CollectionConverters.asJava(table.inputs()).forEach(input ->
          inputs.add(new DecisionEvaluation.Input(input.input().id(), input.input().name(), safePlain(input.value()))));
      List<String> order = new ArrayList<>();
      CollectionConverters.asJava(logic.rules()).forEach(rule -> order.add(rule.id()));
      CollectionConverters.asJava(table.matchedRules()).forEach(rule -> rules.add(rule(rule, order)));
    }
    return new DecisionEvaluation.Evaluated(entry.id(), entry.name(), type(entry.decisionLogic()), safePlain(entry.result().result()), inputs, rules);
  }

  private static DecisionEvaluation.Rule rule(Audit.EvaluatedRule rule, List<String> order) {
    List<DecisionEvaluation.Output> outputs = new ArrayList<>();
    CollectionConverters.asJava(rule.outputs()).forEach(output -> {
      String label = output.output().label();
      outputs.add(new DecisionEvaluation.Output(output.output().id(), label == null ? output.output().name() : label, safePlain(output.value())));
    });
    return new DecisionEvaluation.Rule(rule.rule().id(), order.indexOf(rule.rule().id()) + 1, outputs);
  }

  /** The audit of a failed evaluation may hold errors instead of values. */
  private static @Nullable Object safePlain(@Nullable Object value) {
    try {
      return FeelValues.toPlain(value);
    } catch (EvaluationFailed noValue) {
      return null;
    }
  }

  private static void refuseDangerousXml(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException broken) {
      throw new InvalidDecisions("Failed to parse DMN: " + broken.getMessage());
    } catch (IOException | ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String reason(Throwable broken) {
    if (broken instanceof StackOverflowError) {
      return "it is nested too deeply";
    }
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    return String.valueOf(cause.getMessage());
  }
}
