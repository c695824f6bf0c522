package dev.entente.engine.api;

import dev.entente.engine.api.SearchSchema.Field;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Runs the queries of the API; every value is bound, never part of the statement. */
final class Search {

  private final JdbcClient jdbc;

  Search(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A condition besides the filter, with its own named parameters. */
  record Within(String condition, Map<String, ?> parameters) {

    static final Within ALL = new Within("true", Map.of());
  }

  Map<String, @Nullable Object> search(SearchSchema subject, @Nullable ObjectNode query) {
    return search(subject, query, Within.ALL);
  }

  /** The answer to a search request: items of one page, the number of all items, cursors. */
  Map<String, @Nullable Object> search(SearchSchema subject, @Nullable ObjectNode query, Within within) {
    Body body = Body.of(query, "filter", "sort", "page");
    Page page = Page.of(body.object("page", "from", "limit", "after", "before"));
    List<Page.Order> orders = Page.orders(subject, body.objects("sort", "field", "order"));
    QueryParameters parameters = new QueryParameters();
    String condition = within.condition() + " and " + Filters.condition(subject, body.node("filter"), parameters);
    long total = jdbc.sql("select count(*) from (%s) t where %s".formatted(subject.rows(), condition))
        .params(parameters.values()).params(within.parameters()).query(Long.class).single();
    List<Map<String, @Nullable Object>> rows = total == 0 ? List.of() : rows(subject, page, orders, condition, parameters, within);
    return answer(subject, orders, rows, total);
  }

  private List<Map<String, @Nullable Object>> rows(SearchSchema subject, Page page, List<Page.Order> orders, String condition, QueryParameters parameters,
      Within within) {
    String beyond = page.beyond(orders, parameters);
    String sql = "select * from (%s) t where %s and %s order by %s limit %d offset %d"
        .formatted(subject.rows(), condition, beyond, page.orderBy(orders), page.limit(), page.from());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(
        jdbc.sql(sql).params(parameters.values()).params(within.parameters()).query((result, number) -> row(subject, result)).list());
    if (page.backwards()) {
      Collections.reverse(rows);
    }
    return rows;
  }

  private static Map<String, @Nullable Object> answer(SearchSchema subject, List<Page.Order> orders, List<Map<String, @Nullable Object>> rows, long total) {
    String start = rows.isEmpty() ? null : Page.cursor(orders, rows.get(0));
    String end = rows.isEmpty() ? null : Page.cursor(orders, rows.get(rows.size() - 1));
    rows.forEach(row -> hide(subject, row));
    return ApiJson.object(
        "items", rows,
        "page", ApiJson.object("totalItems", total, "hasMoreTotalItems", false, "startCursor", start, "endCursor", end));
  }

  private static void hide(SearchSchema subject, Map<String, @Nullable Object> row) {
    subject.fields().values().stream().filter(Field::hidden).forEach(field -> row.remove(field.name()));
  }

  /** One row by its key. */
  Map<String, @Nullable Object> get(SearchSchema subject, Object key) {
    return find(subject, key).orElseThrow(() -> EntityNotFound.of(subject.title(), key));
  }

  Optional<Map<String, @Nullable Object>> find(SearchSchema subject, Object key) {
    Optional<Map<String, @Nullable Object>> found = jdbc.sql("select * from (%s) t where %s = :key".formatted(subject.rows(), subject.key().column()))
        .param("key", key).query((result, number) -> row(subject, result)).optional();
    found.ifPresent(row -> hide(subject, row));
    return found;
  }

  /** All rows within a condition, in the subject's own order. */
  List<Map<String, @Nullable Object>> list(SearchSchema subject, Within within) {
    String order = new Page(1, 0, null, null).orderBy(Page.orders(subject, List.of()));
    List<Map<String, @Nullable Object>> rows = jdbc.sql("select * from (%s) t where %s order by %s".formatted(subject.rows(), within.condition(), order))
        .params(within.parameters()).query((result, number) -> row(subject, result)).list();
    rows.forEach(row -> hide(subject, row));
    return rows;
  }

  private static Map<String, @Nullable Object> row(SearchSchema subject, ResultSet result) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Field field : subject.fields().values()) {
      row.put(field.name(), value(field, result));
    }
    return row;
  }

  private static @Nullable Object value(Field field, ResultSet result) throws SQLException {
    String column = SearchSchema.snake(field.name());
    return switch (field.kind()) {
      case KEY, TEXT, ENUM -> result.getString(column);
      case INTEGER -> result.getObject(column, Integer.class);
      case BOOLEAN -> result.getObject(column, Boolean.class);
      case TIME -> time(result.getObject(column, OffsetDateTime.class));
      case JSON -> ApiJson.raw(result.getString(column));
      case TEXTS -> texts(result.getArray(column));
    };
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : ApiJson.time(time.toInstant());
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
