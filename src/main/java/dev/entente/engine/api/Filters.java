package dev.entente.engine.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates a filter object to one SQL condition on the rows {@code t} of a subject. */
final class Filters {

  private Filters() {}

  static String condition(SearchSchema subject, @Nullable ObjectNode filter, QueryParameters parameters) {
    if (filter == null) {
      return "true";
    }
    List<String> conditions = new ArrayList<>();
    for (SearchSchema.Special special : subject.specials()) {
      if (special.names().stream().anyMatch(name -> given(filter.get(name)))) {
        conditions.add(special.condition().apply(filter, parameters));
      }
    }
    filter.properties().forEach(property -> {
      boolean special = subject.specials().stream().anyMatch(it -> it.names().contains(property.getKey()));
      if (!special && given(property.getValue())) {
        conditions.add(single(subject, property.getKey(), property.getValue(), parameters));
      }
    });
    return "(" + FilterOperators.all(conditions) + ")";
  }

  private static String single(SearchSchema subject, String name, JsonNode value, QueryParameters parameters) {
    if (name.equals("$or")) {
      return alternatives(subject, value, parameters);
    }
    SearchSchema.Field field = subject.fields().get(name);
    if (field == null) {
      throw new BadRequest("Unknown filter field '%s' for %s.", name, subject.title().toLowerCase());
    }
    return FilterOperators.condition(field, value, parameters);
  }

  private static String alternatives(SearchSchema subject, JsonNode value, QueryParameters parameters) {
    if (!value.isArray()) {
      throw new BadRequest("Expected '$or' to be a list of filters, but it was %s.", value);
    }
    List<String> alternatives = new ArrayList<>();
    for (JsonNode alternative : value) {
      if (!(alternative instanceof ObjectNode object)) {
        throw new BadRequest("Expected '$or' to hold filters, but found %s.", alternative);
      }
      alternatives.add(condition(subject, object, parameters));
    }
    return "(" + String.join(" or ", alternatives) + ")";
  }

  /** Null and empty lists are on the wire without being meant. */
  static boolean given(@Nullable JsonNode value) {
    return value != null && !value.isNull() && !(value.isArray() && value.isEmpty());
  }

  /** All of the given tags. */
  static String tags(ObjectNode filter, QueryParameters parameters) {
    List<String> conditions = new ArrayList<>();
    Body.of(filter.objectNode().set("tags", filter.get("tags")), "tags").strings("tags")
        .forEach(tag -> conditions.add(parameters.bind(tag) + " = any (t.tags)"));
    return FilterOperators.all(conditions);
  }

  /** For every {@code {name, value}} a variable among {@code from}; values match as JSON text or as the bare string. */
  static String variables(String from, JsonNode wanted, QueryParameters parameters) {
    List<String> conditions = new ArrayList<>();
    for (JsonNode item : wanted) {
      JsonNode name = item.get("name");
      JsonNode value = item.get("value");
      if (name == null || !name.isString() || value == null || value.isNull()) {
        throw new BadRequest("Expected a variable filter with a name and a value, but got %s.", item);
      }
      conditions.add("exists (select from engine.variable v where %s and v.name = %s and %s)"
          .formatted(from, parameters.bind(name.stringValue()), variableValue("v.value", value, parameters)));
    }
    return FilterOperators.all(conditions);
  }

  static String variableValue(String column, JsonNode value, QueryParameters parameters) {
    String text = FilterOperators.condition(column, "value", Fields.FieldType.TEXT, Set.of(), value, parameters);
    String bare = "case when left(%1$s, 1) = '\"' then %1$s::jsonb #>> '{}' end".formatted(column);
    boolean negative = value instanceof ObjectNode operators && (given(operators.get("$neq")) || given(operators.get("$notIn")));
    String string = FilterOperators.condition("(" + bare + ")", "value", Fields.FieldType.TEXT, Set.of(), value, parameters);
    return "(" + text + (negative ? " and " : " or ") + string + ")";
  }
}
