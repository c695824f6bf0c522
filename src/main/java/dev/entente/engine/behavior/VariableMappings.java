package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Input and output mappings of an element. */
final class VariableMappings {

  private VariableMappings() {}

  /** Each makes a local variable, seen by the next. */
  static void inputs(ElementContext context) {
    Variables variables = context.variables();
    ElementInstance instance = context.instance();
    for (ElementProperties.Mapping mapping : context.element().inputs()) {
      Object value = value(context, mapping.source());
      String name = root(mapping.target());
      variables.setLocal(instance, name, nested(mapping.target(), variables.local(instance, name), value));
    }
  }

  /** Only what is mapped leaves the element. */
  static void outputs(ElementContext context) {
    ElementInstance scope = context.instance().scope;
    if (scope == null) {
      return;
    }
    Variables variables = context.variables();
    for (ElementProperties.Mapping mapping : context.element().outputs()) {
      Object value = value(context, mapping.source());
      String name = root(mapping.target());
      Object present = variables.lookup(scope).has(name) ? variables.lookup(scope).value(name) : null;
      variables.merge(scope, name, nested(mapping.target(), present, value));
    }
  }

  private static @Nullable Object value(ElementContext context, CompiledExpression source) {
    return ElementContext.orRaise("IO_MAPPING_ERROR", () -> Optional.ofNullable(context.expressions().evaluate(source, context.lookup()))).orElse(null);
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
