package dev.entente.engine.api;

import dev.entente.engine.api.Fields.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates {@code {"$gt": 1}} and its like, or a bare value, to a condition on a column. Empty lists count as not given. */
final class FilterOperators {

  private static final Map<String, String> COMPARISONS = Map.of("$gt", ">", "$gte", ">=", "$lt", "<", "$lte", "<=");

  private FilterOperators() {}

  static String condition(SearchSchema.Field field, JsonNode filter, QueryParameters parameters) {
    if (field.kind() == FieldType.TEXTS) {
      return onItems(field, filter, parameters);
    }
    return condition(field.column(), field.name(), field.kind(), field.allowed(), filter, parameters);
  }

  /** Of a list: some item fulfils it; of a denial: none does. */
  private static String onItems(SearchSchema.Field field, JsonNode filter, QueryParameters parameters) {
    if (!(filter instanceof ObjectNode operators)) {
      return item(field, filter, parameters);
    }
    List<String> conditions = new ArrayList<>();
    operators.properties().stream().filter(operator -> !operator.getValue().isNull()).forEach(operator -> {
      JsonNode value = operator.getValue();
      conditions.add(switch (operator.getKey()) {
        case "$exists" -> "cardinality(" + field.column() + ")" + (Fields.bool(field.name() + ".$exists", value) ? " > 0" : " = 0");
        case "$neq" -> "not " + item(field, operators.objectNode().set("$eq", value), parameters);
        case "$notIn" -> value.isEmpty() ? "true" : "not " + item(field, operators.objectNode().set("$in", value), parameters);
        default -> item(field, operators.objectNode().set(operator.getKey(), value), parameters);
      });
    });
    return all(conditions);
  }

  private static String item(SearchSchema.Field field, JsonNode filter, QueryParameters parameters) {
    return "exists (select from unnest(%s) item where %s)".formatted(field.column(),
        condition("item", field.name(), FieldType.TEXT, Set.of(), filter, parameters));
  }

  static String condition(String column, String name, FieldType kind, Set<String> allowed, JsonNode filter, QueryParameters parameters) {
    Function<JsonNode, String> bind = value -> parameters.bind(Fields.parameter(name, kind, allowed, value));
    if (!(filter instanceof ObjectNode operators)) {
      return column + " = " + bind.apply(filter);
    }
    List<String> conditions = new ArrayList<>();
    operators.properties().forEach(operator -> {
      if (!operator.getValue().isNull()) {
        conditions.add(single(column, name, kind, operator.getKey(), operator.getValue(), bind, parameters));
      }
    });
    return all(conditions);
  }

  private static String single(String column, String name, FieldType kind, String operator, JsonNode value, Function<JsonNode, String> bind, QueryParameters parameters) {
    String comparison = COMPARISONS.get(operator);
    if (comparison != null && (kind == FieldType.INTEGER || kind == FieldType.TIME)) {
      return column + " " + comparison + " " + bind.apply(value);
    }
    return switch (operator) {
      case "$eq" -> column + " = " + bind.apply(value);
      case "$neq" -> column + " is distinct from " + bind.apply(value);
      case "$exists" -> column + (Fields.bool(name + ".$exists", value) ? " is not null" : " is null");
      case "$in" -> list(name, operator, value, items -> column + " in (" + items + ")", bind);
      case "$notIn" -> list(name, operator, value, items -> "(" + column + " is null or " + column + " not in (" + items + "))", bind);
      case "$like" -> like(column, name, kind, value, parameters);
      default -> throw new BadRequest("Unknown operator '%s' in filter '%s'.", operator, name);
    };
  }

  private static String list(String name, String operator, JsonNode value, Function<String, String> condition, Function<JsonNode, String> bind) {
    if (!value.isArray()) {
      throw new BadRequest("Expected operator '%s' of '%s' to be a list, but it was %s.", operator, name, value);
    }
    if (value.isEmpty()) {
      return "true";
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(bind.apply(item)));
    return condition.apply(String.join(", ", items));
  }

  private static String like(String column, String name, FieldType kind, JsonNode value, QueryParameters parameters) {
    if (kind != FieldType.TEXT && kind != FieldType.ENUM && kind != FieldType.JSON) {
      throw new BadRequest("Operator '$like' can't be used with '%s'.", name);
    }
    return column + " like " + parameters.bind(pattern(Fields.text(name + ".$like", value)));
  }

  /** {@code *} and {@code ?} are wildcards, a backslash makes them plain. */
  static String pattern(String like) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      boolean escaped = c == '\\' && i + 1 < like.length();
      if (escaped) {
        pattern.append(literal(like.charAt(++i)));
      } else {
        pattern.append(c == '*' ? "%" : c == '?' ? "_" : literal(c));
      }
    }
    return pattern.toString();
  }

  private static String literal(char c) {
    return c == '%' || c == '_' || c == '\\' ? "\\" + c : String.valueOf(c);
  }

  static String all(List<String> conditions) {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }
}
