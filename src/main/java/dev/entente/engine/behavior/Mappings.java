package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Input and output mappings of an element. */
final class Mappings {

  private Mappings() {}

  /** Each makes a local variable, seen by the next. */
  static void inputs(Scene scene) {
    Variables variables = scene.variables();
    Instance instance = scene.instance();
    for (Specs.Mapping mapping : scene.element().inputs()) {
      Object value = value(scene, mapping.source());
      String name = root(mapping.target());
      variables.setLocal(instance, name, nested(mapping.target(), variables.local(instance, name), value));
    }
  }

  /** Only what is mapped leaves the element. */
  static void outputs(Scene scene) {
    Instance scope = scene.instance().scope;
    if (scope == null) {
      return;
    }
    Variables variables = scene.variables();
    for (Specs.Mapping mapping : scene.element().outputs()) {
      Object value = value(scene, mapping.source());
      String name = root(mapping.target());
      Object present = variables.lookup(scope).has(name) ? variables.lookup(scope).value(name) : null;
      variables.merge(scope, name, nested(mapping.target(), present, value));
    }
  }

  private static @Nullable Object value(Scene scene, CompiledExpression source) {
    return Scene.orPark("IO_MAPPING_ERROR", () -> Optional.ofNullable(scene.expressions().evaluate(source, scene.lookup()))).orElse(null);
  }

  private static String root(String target) {
    int dot = target.indexOf('.');
    return dot < 0 ? target : target.substring(0, dot);
  }

  /** The value put into the context at the path of the target, other entries of the context kept. */
  private static @Nullable Object nested(String target, @Nullable Object present, @Nullable Object value) {
    int dot = target.indexOf('.');
    if (dot < 0) {
      return value;
    }
    String rest = target.substring(dot + 1);
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    if (present instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> context.put(String.valueOf(key), entry));
    }
    context.put(root(rest), nested(rest, context.get(root(rest)), value));
    return context;
  }
}
