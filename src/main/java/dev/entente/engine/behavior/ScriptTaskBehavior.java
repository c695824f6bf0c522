package dev.entente.engine.behavior;

import dev.entente.engine.model.ElementProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FEEL expression whose result becomes a variable; or a job. */
final class ScriptTaskBehavior extends JobBehavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    ElementProperties.Script script = context.element().script();
    if (script == null) {
      return super.activate(context);
    }
    Map<String, @Nullable Object> results = new HashMap<>();
    results.put(script.resultVariable(), context.extract(() -> Optional.ofNullable(
        context.expressions().evaluate(script.expression(), context.lookup()))).orElse(null));
    return new ActivationOutcome.Pass(results);
  }
}
