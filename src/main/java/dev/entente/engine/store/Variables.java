package dev.entente.engine.store;

import dev.entente.engine.expression.VariableLookup;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of all open scopes of a command: read through the scopes outwards, written local or to the nearest scope that has the name. */
public final class Variables {

  /** One variable; its value is parsed when it is first read. */
  private static final class Variable {

    final long key;
    String json;
    @Nullable Object value;
    boolean parsed;

    Variable(long key, String json) {
      this.key = key;
      this.json = json;
    }

    @Nullable Object value() {
      if (!parsed) {
        value = JsonValues.read(json);
        parsed = true;
      }
      return value;
    }
  }

  private record Address(ElementInstance scope, String name) {}

  private final KeyGenerator keys;
  private final Map<Long, Map<String, Variable>> scopes = new HashMap<>();
  private final Set<Address> dirty = new LinkedHashSet<>();

  /** What the step under way has overwritten; null where there was nothing. */
  private final Map<Address, @Nullable String> overwritten = new LinkedHashMap<>();

  Variables(KeyGenerator keys) {
    this.keys = keys;
  }

  /** What the command knows already stays as it is. */
  void loaded(long scopeKey, long key, String name, String json) {
    scopes.computeIfAbsent(scopeKey, k -> new LinkedHashMap<>()).putIfAbsent(name, new Variable(key, json));
  }

  public void setLocal(ElementInstance scope, String name, @Nullable Object value) {
    String json = JsonValues.write(value);
    if (json.contains("\\u0000")) {
      throw UnstorableValue.nul(name);
    }
    Map<String, Variable> variables = scopes.computeIfAbsent(scope.key, k -> new LinkedHashMap<>());
    Variable variable = variables.get(name);
    overwritten.putIfAbsent(new Address(scope, name), variable == null ? null : variable.json);
    if (variable == null) {
      variables.put(name, new Variable(keys.next(), json));
    } else if (variable.json.equals(json)) {
      return;
    } else {
      variable.json = json;
      variable.parsed = false;
    }
    dirty.add(new Address(scope, name));
  }

  public void setLocal(ElementInstance scope, Map<String, ? extends @Nullable Object> values) {
    values.forEach((name, value) -> setLocal(scope, name, value));
  }

  /** From here on everything can be taken back. */
  public void beginStep() {
    overwritten.clear();
  }

  /** Takes back what was written since the step began. */
  public void undoStep() {
    overwritten.forEach((address, json) -> {
      Map<String, Variable> variables = scopes.get(address.scope.key);
      if (json == null) {
        variables.remove(address.name);
        dirty.remove(address);
      } else {
        variables.get(address.name).json = json;
        variables.get(address.name).parsed = false;
      }
    });
    overwritten.clear();
  }

  /** To the nearest scope from here outwards that has the name, else to the process instance. */
  public void merge(ElementInstance from, String name, @Nullable Object value) {
    ElementInstance target = from;
    while (target.scope != null && !hasLocal(target, name)) {
      target = target.scope;
    }
    setLocal(target, name, value);
  }

  public void merge(ElementInstance from, Map<String, ? extends @Nullable Object> values) {
    values.forEach((name, value) -> merge(from, name, value));
  }

  public boolean hasLocal(ElementInstance scope, String name) {
    return scopes.getOrDefault(scope.key, Map.of()).containsKey(name);
  }

  public @Nullable Object local(ElementInstance scope, String name) {
    Variable variable = scopes.getOrDefault(scope.key, Map.of()).get(name);
    return variable == null ? null : variable.value();
  }

  public Map<String, @Nullable Object> locals(ElementInstance scope) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    scopes.getOrDefault(scope.key, Map.of()).forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }

  /** Everything seen from a scope, inner values hiding outer ones. */
  public Map<String, @Nullable Object> visible(ElementInstance scope) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ElementInstance current = scope; current != null; current = current.scope) {
      locals(current).forEach(values::putIfAbsent);
    }
    return values;
  }

  private @Nullable Variable find(ElementInstance scope, String name) {
    for (ElementInstance current = scope; current != null; current = current.scope) {
      Variable variable = scopes.getOrDefault(current.key, Map.of()).get(name);
      if (variable != null) {
        return variable;
      }
    }
    return null;
  }

  public VariableLookup lookup(ElementInstance scope) {
    return new Lookup(scope, Map.of());
  }

  /** As seen from the scope, with more values in front. */
  public VariableLookup lookup(ElementInstance scope, Map<String, ? extends @Nullable Object> more) {
    return new Lookup(scope, more);
  }

  Collection<Rows.VariableRow> dirtyRows() {
    return dirty.stream().map(address -> {
      Variable variable = scopes.get(address.scope.key).get(address.name);
      return new Rows.VariableRow(variable.key, address.scope.key, address.name, variable.json, address.scope.process.key, address.scope.process.rootKey);
    }).toList();
  }

  private final class Lookup implements VariableLookup {

    private final ElementInstance scope;
    private final Map<String, ? extends @Nullable Object> more;

    Lookup(ElementInstance scope, Map<String, ? extends @Nullable Object> more) {
      this.scope = scope;
      this.more = more;
    }

    @Override
    public boolean has(String name) {
      return more.containsKey(name) || find(scope, name) != null;
    }

    @Override
    public @Nullable Object value(String name) {
      if (more.containsKey(name)) {
        return more.get(name);
      }
      Variable variable = find(scope, name);
      return variable == null ? null : variable.value();
    }

    @Override
    public Set<String> names() {
      Set<String> names = new LinkedHashSet<>(more.keySet());
      for (ElementInstance current = scope; current != null; current = current.scope) {
        names.addAll(scopes.getOrDefault(current.key, Map.of()).keySet());
      }
      return names;
    }
  }
}
