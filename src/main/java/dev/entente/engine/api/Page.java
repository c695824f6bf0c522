package dev.entente.engine.api;

import dev.entente.engine.api.SearchSchema.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Which part of the result is wanted: by offset, or after or before a row whose sort values a cursor carries. */
record Page(int limit, int from, @Nullable JsonNode after, @Nullable JsonNode before) {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  /** One column to sort by. */
  record Order(Field field, boolean descending) {}

  static Page of(@Nullable Body page) {
    if (page == null) {
      return new Page(DEFAULT_LIMIT, 0, null, null);
    }
    long limit = page.number("limit", DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new BadRequest("The value for page.limit is '%d' but must be between 1 and %d.", limit, MAX_LIMIT);
    }
    long from = page.number("from", 0);
    if (from < 0 || from > Integer.MAX_VALUE) {
      throw new BadRequest("The value for page.from is '%d' but must not be negative.", from);
    }
    String after = page.string("after");
    String before = page.string("before");
    long given = java.util.stream.Stream.of(after, before, page.number("from")).filter(java.util.Objects::nonNull).count();
    if (given > 1) {
      throw new BadRequest("Only one of page.from, page.after and page.before is allowed.");
    }
    return new Page((int) limit, (int) from, decode("after", after), decode("before", before));
  }

  private static @Nullable JsonNode decode(String name, @Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      JsonNode values = ApiJson.read(Base64.getUrlDecoder().decode(cursor));
      if (values.isArray()) {
        return values;
      }
    } catch (IllegalArgumentException | JacksonException noCursor) {
      // falls through to the refusal
    }
    throw new BadRequest("The value for page.%s is no cursor of this API.", name);
  }

  static String cursor(List<Order> orders, Map<String, @Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    orders.forEach(order -> values.add(row.get(order.field().name())));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ApiJson.text(values).getBytes(StandardCharsets.UTF_8));
  }

  static List<Order> orders(SearchSchema subject, List<Body> sort) {
    Map<String, Order> orders = new LinkedHashMap<>();
    for (Body item : sort) {
      String name = item.required("field");
      Field field = subject.fields().get(name);
      if (field == null || field.kind() == Fields.FieldType.JSON || field.kind() == Fields.FieldType.TEXTS) {
        throw new BadRequest("Unknown sort field '%s' for %s.", name, subject.title().toLowerCase());
      }
      String direction = item.string("order", "ASC");
      if (!Set.of("ASC", "DESC").contains(direction)) {
        throw new BadRequest("Unknown sort order '%s'. Use any of the following values: [ASC, DESC]", direction);
      }
      orders.putIfAbsent(name, new Order(field, direction.equals("DESC")));
    }
    subject.order().forEach(field -> orders.putIfAbsent(field.name(), new Order(field, false)));
    return List.copyOf(orders.values());
  }

  boolean backwards() {
    return before != null;
  }

  /** Nulls come last; walking backwards turns everything around. */
  String orderBy(List<Order> orders) {
    List<String> columns = new ArrayList<>();
    orders.forEach(order -> columns.add(order.field().column() + (order.descending() != backwards() ? " desc" : " asc")
        + (backwards() ? " nulls first" : " nulls last")));
    return String.join(", ", columns);
  }

  /** The rows beyond the cursor: greater in the first column, or equal there and greater in the second, and so on. */
  String beyond(List<Order> orders, QueryParameters parameters) {
    JsonNode cursor = after != null ? after : before;
    if (cursor == null) {
      return "true";
    }
    if (cursor.size() != orders.size()) {
      throw new BadRequest("The cursor belongs to another sort order.");
    }
    List<String> alternatives = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      JsonNode value = cursor.get(i);
      String column = order.field().column();
      List<String> alternative = new ArrayList<>(equal);
      alternative.add(further(order, value, parameters));
      alternatives.add(FilterOperators.all(alternative));
      equal.add(value.isNull() ? column + " is null" : column + " = " + bind(order, value, parameters));
    }
    return "(" + String.join(" or ", alternatives) + ")";
  }

  private String further(Order order, JsonNode value, QueryParameters parameters) {
    String column = order.field().column();
    if (value.isNull()) {
      return backwards() ? column + " is not null" : "false";
    }
    String comparison = column + (order.descending() != backwards() ? " < " : " > ") + bind(order, value, parameters);
    return backwards() ? comparison : "(" + comparison + " or " + column + " is null)";
  }

  private static String bind(Order order, JsonNode value, QueryParameters parameters) {
    return parameters.bind(Fields.parameter(order.field().name(), order.field().kind(), order.field().allowed(), value));
  }
}
