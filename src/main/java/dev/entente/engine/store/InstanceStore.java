package dev.entente.engine.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and removes process instances and their variables outside of a unit of work. */
public final class InstanceStore {

  public record State(long key, long rootKey, String state) {}

  private static final List<String> TABLES = List.of("variable", "sequence_flow", "job", "user_task", "message_subscription",
      "correlated_message_subscription", "incident", "decision_instance", "element_instance");

  private final JdbcClient jdbc;

  public InstanceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<State> find(long key) {
    return jdbc.sql("select key, root_key, state from engine.process_instance where key = :key").param("key", key)
        .query((rs, n) -> new State(rs.getLong(1), rs.getLong(2), rs.getString(3))).optional();
  }

  /** Of an element instance or process instance. */
  public Optional<Long> root(long elementInstanceKey) {
    return jdbc.sql("select root_key from engine.element_instance where key = :key").param("key", elementInstanceKey).query(Long.class).optional();
  }

  /** JSON text by scope and name; no names means all. */
  public Map<Long, Map<String, String>> variables(Collection<Long> scopes, Collection<String> names) {
    Map<Long, Map<String, String>> variables = new HashMap<>();
    jdbc.sql("select scope_key, name, value from engine.variable where scope_key = any(:scopes) and (:all or name = any(:names)) order by key")
        .param("scopes", scopes.toArray(Long[]::new)).param("all", names.isEmpty()).param("names", names.toArray(String[]::new))
        .query((RowCallbackHandler) rs -> variables.computeIfAbsent(rs.getLong(1), k -> new LinkedHashMap<>()).put(rs.getString(2), rs.getString(3)));
    return variables;
  }

  public Map<String, @Nullable Object> variablesOf(long scope, Collection<String> names) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    variables(List.of(scope), names).getOrDefault(scope, Map.of()).forEach((name, json) -> values.put(name, JsonValues.read(json)));
    return values;
  }

  /** All rows of an ended root and of what it called. */
  public void delete(long rootKey) {
    Long[] keys = jdbc.sql("select key from engine.process_instance where root_key = :root for update").param("root", rootKey)
        .query(Long.class).list().toArray(Long[]::new);
    TABLES.forEach(table -> jdbc.sql("delete from engine.%s where process_instance_key = any(:keys)".formatted(table)).param("keys", keys).update());
    jdbc.sql("delete from engine.process_instance where root_key = :root").param("root", rootKey).update();
  }

  public boolean runs(long definitionKey) {
    return jdbc.sql("select 1 from engine.process_instance where definition_key = :key and end_date is null limit 1").param("key", definitionKey)
        .query(Integer.class).optional().isPresent();
  }
}
