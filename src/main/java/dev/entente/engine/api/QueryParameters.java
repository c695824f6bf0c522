package dev.entente.engine.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the values of a statement; only names go into its text. */
final class QueryParameters {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Binds a value and gives the placeholder for it. */
  String bind(Object value) {
    String name = "p" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  Map<String, Object> values() {
    return values;
  }
}
