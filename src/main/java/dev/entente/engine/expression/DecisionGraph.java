package dev.entente.engine.expression;

import java.util.List;
import java.util.Optional;
import org.camunda.dmn.parser.ParsedDmn;
import org.jspecify.annotations.Nullable;

/** A DMN file ready to be evaluated any number of times: the requirements graph and its decisions. */
public final class DecisionGraph {

  /** One decision; the type is DECISION_TABLE, LITERAL_EXPRESSION or UNSPECIFIED. */
  public record Decision(String id, String name, String type, @Nullable String versionTag) {}

  private final String id;
  private final String name;
  private final List<Decision> decisions;
  private final ParsedDmn parsed;

  DecisionGraph(String id, String name, List<Decision> decisions, ParsedDmn parsed) {
    this.id = id;
    this.name = name;
    this.decisions = decisions;
    this.parsed = parsed;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** In document order. */
  public List<Decision> decisions() {
    return decisions;
  }

  public Optional<Decision> decision(String decisionId) {
    return decisions.stream().filter(decision -> decision.id().equals(decisionId)).findFirst();
  }

  ParsedDmn parsed() {
    return parsed;
  }
}
