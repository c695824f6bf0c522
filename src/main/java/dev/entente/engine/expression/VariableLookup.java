package dev.entente.engine.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables an expression sees, read one by one so that only what is used need be loaded. */
public interface VariableLookup {

  boolean has(String name);

  /** The plain JSON value, null when the variable is null or missing. */
  @Nullable Object value(String name);

  /** All visible names; only needed by expressions that look at the whole context. */
  Set<String> names();

  static VariableLookup of(Map<String, ? extends @Nullable Object> variables) {
    return new MapLookup(variables);
  }

  static VariableLookup none() {
    return of(Map.of());
  }

  /** Lookup in a map. */
  record MapLookup(Map<String, ? extends @Nullable Object> variables) implements VariableLookup {

    @Override
    public boolean has(String name) {
      return variables.containsKey(name);
    }

    @Override
    public @Nullable Object value(String name) {
      return variables.get(name);
    }

    @Override
    public Set<String> names() {
      return Set.copyOf(variables.keySet());
    }
  }
}
