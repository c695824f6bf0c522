package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.expression.EvaluationFailed;
import dev.entente.engine.expression.Expressions;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Variables;
import java.time.Instant;
import java.util.function.Supplier;

/** What a behavior may look at: the element, its instance, the variables it sees, the time; it changes nothing. */
record Scene(Element element, Instance instance, Variables variables, Expressions expressions, Instant now, Lookups lookups) {

  VariableLookup lookup() {
    return variables.lookup(instance);
  }

  String string(CompiledExpression expression) {
    return extract(() -> expressions.evaluateString(expression, lookup()));
  }

  /** Evaluates, or parks the token with the given type of error. */
  static <T> T orPark(String errorType, Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (EvaluationFailed failed) {
      throw new Parked(errorType, failed.getMessage());
    }
  }

  <T> T extract(Supplier<T> evaluation) {
    return orPark("EXTRACT_VALUE_ERROR", evaluation);
  }
}
