package dev.entente.engine.store;

import dev.entente.engine.model.ElementKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks a root and loads what is open below it, in a fixed number of statements. */
public final class InstanceLoader {

  private record Row(long key, long process, @Nullable Long scope, @Nullable Long caller, String elementId, ElementKind kind, Instant start,
      @Nullable Long incident, ElementInstance.Phase phase, int loopCounter, int total, int completed, int terminated, @Nullable String items,
      @Nullable String tokens, boolean interrupted, @Nullable Long compensatesFor, @Nullable String trigger) {}

  private final JdbcClient jdbc;

  public InstanceLoader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False when there is no such instance. */
  public boolean lock(long rootKey) {
    return jdbc.sql("select key from engine.process_instance where key = :key for update").param("key", rootKey).query(Long.class).optional().isPresent();
  }

  /** In key order, so that two commands can't wait for each other. */
  public void lockAll(Collection<Long> rootKeys) {
    if (!rootKeys.isEmpty()) {
      jdbc.sql("select key from engine.process_instance where key in (:keys) order by key for update").param("keys", rootKeys).query(Long.class).list();
    }
  }

  /** All that is open below the root. */
  public void load(UnitOfWork work, long rootKey) {
    load(work, rootKey, null);
  }

  /** What is open below the root, but of parallel multi-instance bodies only the repetition that the element is part of; null means all. */
  public void load(UnitOfWork work, long rootKey, @Nullable Long elementKey) {
    Map<Long, ProcessInstance> processes = new HashMap<>();
    work.instances.values().stream().filter(known -> known.process.rootKey == rootKey).forEach(known -> processes.put(known.process.key, known.process));
    boolean first = processes.isEmpty();
    List<Row> rows = elements(work, rootKey, elementKey, processes);
    Map<Long, Row> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(row.key, row));
    rows.forEach(row -> instance(work, row, byKey, processes));
    variables(work, rootKey, elementKey);
    if (first && processes.values().stream().anyMatch(process -> process.definition.graph().compensating())) {
      compensations(work, rootKey);
    }
  }

  /** One condition for both, that the index can be read by; two joined by "or" it could not. */
  private List<Row> elements(UnitOfWork work, long rootKey, @Nullable Long elementKey, Map<Long, ProcessInstance> processes) {
    return jdbc.sql("""
        select e.key, e.process_instance_key, e.scope_key, e.caller_key, e.element_id, e.type, e.start_date, e.incident_key, e.phase, e.loop_counter,
          e.mi_total, e.mi_completed, e.mi_terminated, e.mi_items, e.tokens, e.interrupted, e.compensates_for, e.trigger, p.definition_key,
          p.parent_instance_key, p.parent_element_instance_key, p.business_id, p.tags, p.start_date as process_start_date, p.start_correlation_key
        from engine.element_instance e join engine.process_instance p on p.key = e.process_instance_key
        where e.root_key = :root and e.end_date is null and e.repetition_key = any(case when cast(:element as bigint) is null
          then (select array_agg(distinct a.repetition_key) from engine.element_instance a where a.root_key = :root and a.end_date is null)
          else (select l.repetitions || cast(0 as bigint) from engine.element_instance l where l.key = :element) end)
        order by e.key""").param("root", rootKey).param("element", elementKey).query((rs, n) -> {
          long process = rs.getLong("process_instance_key");
          if (!processes.containsKey(process)) {
            processes.put(process, process(work, rootKey, process, rs));
          }
          return row(rs);
        }).list();
  }

  private static Row row(ResultSet rs) throws SQLException {
    return new Row(rs.getLong(1), rs.getLong(2), nullable(rs, 3), nullable(rs, 4), rs.getString(5), ElementKind.valueOf(rs.getString(6)),
        instant(rs, "start_date"), nullable(rs, 8), ElementInstance.Phase.valueOf(rs.getString(9)), rs.getInt(10), rs.getInt(11), rs.getInt(12), rs.getInt(13),
        rs.getString(14), rs.getString(15), rs.getBoolean(16), nullable(rs, 17), rs.getString(18));
  }

  static @Nullable Long nullable(ResultSet rs, int column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : value;
  }

  static @Nullable Instant nullableInstant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static ProcessInstance process(UnitOfWork work, long rootKey, long key, ResultSet rs) throws SQLException {
    Set<String> tags = new LinkedHashSet<>(List.of((String[]) rs.getArray("tags").getArray()));
    return new ProcessInstance(key, rootKey, (Long) rs.getObject("parent_instance_key"), (Long) rs.getObject("parent_element_instance_key"),
        work.definitions().byKey(rs.getLong("definition_key")), rs.getString("business_id"), tags, instant(rs, "process_start_date"),
        rs.getString("start_correlation_key"));
  }

  /** Outer instances first. */
  private static ElementInstance instance(UnitOfWork work, Row row, Map<Long, Row> rows, Map<Long, ProcessInstance> processes) {
    ElementInstance known = work.instances.get(row.key);
    if (known != null) {
      return known;
    }
    ElementInstance scope = row.scope == null ? null : instance(work, rows.get(row.scope), rows, processes);
    ElementInstance caller = row.caller == null ? null : instance(work, rows.get(row.caller), rows, processes);
    ProcessInstance process = processes.get(row.process);
    ElementInstance loaded = new ElementInstance(row.key, process, process.definition.graph().element(row.elementId, row.kind), scope, caller, row.start);
    loaded.incidentKey = row.incident;
    loaded.phase = row.phase;
    loaded.loopCounter = row.loopCounter;
    loaded.total = row.total;
    loaded.completed = row.completed;
    loaded.terminated = row.terminated;
    loaded.items = row.items;
    if (row.tokens != null) {
      JsonValues.readObject(row.tokens).forEach((flow, count) -> loaded.tokens.put(flow, ((Number) count).intValue()));
    }
    loaded.interrupted = row.interrupted;
    loaded.compensatesFor = row.compensatesFor;
    if (row.trigger != null) {
      loaded.trigger = JsonValues.read(row.trigger, ElementInstance.Trigger.class);
    }
    work.instances.put(row.key, loaded);
    return loaded;
  }

  private void variables(UnitOfWork work, long rootKey, @Nullable Long elementKey) {
    jdbc.sql("""
        select v.scope_key, v.key, v.name, v.value from engine.variable v
        join engine.element_instance e on e.key = v.scope_key
        where e.root_key = :root and e.end_date is null and e.repetition_key = any(case when cast(:element as bigint) is null
          then (select array_agg(distinct a.repetition_key) from engine.element_instance a where a.root_key = :root and a.end_date is null)
          else (select l.repetitions || cast(0 as bigint) from engine.element_instance l where l.key = :element) end)
        order by v.key""").param("root", rootKey).param("element", elementKey)
        .query((RowCallbackHandler) rs -> work.variables.loaded(rs.getLong(1), rs.getLong(2), rs.getString(3), rs.getString(4)));
  }

  private void compensations(UnitOfWork work, long rootKey) {
    List<Rows.Compensation> loaded = new ArrayList<>(jdbc.sql("select * from engine.compensation_subscription where root_key = :root order by key")
        .param("root", rootKey).query((rs, n) -> new Rows.Compensation(rs.getLong("key"), rootKey, rs.getLong("process_instance_key"),
            rs.getLong("scope_key"), rs.getString("activity_id"), rs.getLong("activity_key"), rs.getString("handler_id"), rs.getString("variables"))).list());
    loaded.forEach(compensation -> work.compensations.put(compensation.key(), compensation));
  }
}
