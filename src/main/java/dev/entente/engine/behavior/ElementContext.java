package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.expression.EvaluationFailed;
import dev.entente.engine.expression.Expressions;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.Variables;
import java.time.Instant;
import java.util.function.Supplier;

/** What a behavior may look at: the element, its instance, the variables it sees, the time; it changes nothing. */
record ElementContext(Element element, ElementInstance instance, Variables variables, Expressions expressions, Instant now, ResourceLookup lookups) {

  VariableLookup lookup() {
    return variables.lookup(instance);
  }

  String string(CompiledExpression expression) {
    return extract(() -> expressions.evaluateString(expression, lookup()));
  }

  /** Evaluates, or parks the token with the given type of error. */
  static <T> T orRaise(String errorType, Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (EvaluationFailed failed) {
      throw new IncidentRaised(errorType, failed.getMessage());
    }
  }

  <T> T extract(Supplier<T> evaluation) {
    return orRaise("EXTRACT_VALUE_ERROR", evaluation);
  }
}
