package dev.entente.engine.behavior;

import dev.entente.engine.model.Specs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FEEL expression whose result becomes a variable; or a job. */
final class ScriptTaskBehavior extends JobBehavior {

  @Override
  public Outcome activate(Scene scene) {
    Specs.Script script = scene.element().script();
    if (script == null) {
      return super.activate(scene);
    }
    Map<String, @Nullable Object> results = new HashMap<>();
    results.put(script.resultVariable(), scene.extract(() -> Optional.ofNullable(
        scene.expressions().evaluate(script.expression(), scene.lookup()))).orElse(null));
    return new Outcome.Pass(results);
  }
}
