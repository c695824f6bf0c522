package dev.entente.engine.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of an evaluation: the result, or which decision failed and why, with what every decision on the way saw and chose. */
public record DecisionEvaluation(@Nullable Object result, @Nullable Failure failure, List<Evaluated> decisions) {

  public boolean failed() {
    return failure != null;
  }

  /** The decision that could not be evaluated. */
  public record Failure(String decisionId, String message) {}

  /** One evaluated decision, required ones come before those that need them. */
  public record Evaluated(String decisionId, String decisionName, String type, @Nullable Object output, List<Input> inputs, List<Rule> matchedRules) {}

  /** A column's input and its value. */
  public record Input(String id, String name, @Nullable Object value) {}

  /** A matched rule; the index counts from 1. */
  public record Rule(String id, int index, List<Output> outputs) {}

  /** A column's output and its value. */
  public record Output(String id, String name, @Nullable Object value) {}
}
