package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers which tasks were announced, reminded of and escalated. */
@Component
class TaskNotices {

  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  TaskNotices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Tasks created before were seen; the overlap covers those that became visible late. */
  OffsetDateTime seenUntil() {
    OffsetDateTime now = OffsetDateTime.now(clock);
    OffsetDateTime newest = jdbc.sql("SELECT max(created_at) FROM task_notice").query(OffsetDateTime.class).optional().orElse(null);
    if (newest == null) {
      return OffsetDateTime.parse("2000-01-01T00:00:00Z");
    }
    return (newest.isBefore(now) ? newest : now).minus(OVERLAP);
  }

  Set<Long> known(Collection<Long> keys) {
    return among(keys, "SELECT task_key FROM task_notice WHERE task_key IN (:keys)");
  }

  Set<Long> escalated(Collection<Long> keys) {
    return among(keys, "SELECT task_key FROM task_notice WHERE task_key IN (:keys) AND escalated_at IS NOT NULL");
  }

  /**
   * Needs a transaction; answers false when it was announced before.
   *
   * @param moved whether the engine has yet to hear of the due date
   */
  boolean announced(UserTask task, @Nullable OffsetDateTime remindAt, boolean moved) {
    return jdbc.sql("""
            INSERT INTO task_notice (task_key, process_instance_key, partner_id, created_at, due_at, remind_at, to_reschedule)
            VALUES (:key, :instance, :partner, :created, :due, :remind, :moved)
            ON CONFLICT (task_key) DO NOTHING
            """)
        .param("key", task.key())
        .param("instance", task.processInstanceKey())
        .param("partner", task.businessId())
        .param("created", Optional.ofNullable(task.createdAt()).orElseGet(() -> OffsetDateTime.now(clock)))
        .param("due", task.dueAt())
        .param("remind", remindAt)
        .param("moved", moved)
        .update() == 1;
  }

  /** Due dates that the engine does not know yet, by task. */
  Map<Long, OffsetDateTime> toReschedule() {
    Map<Long, OffsetDateTime> due = new LinkedHashMap<>();
    jdbc.sql("SELECT task_key, due_at FROM task_notice WHERE to_reschedule AND ended_at IS NULL ORDER BY created_at LIMIT 200")
        .query(row -> {
          due.put(row.getLong("task_key"), row.getObject("due_at", OffsetDateTime.class));
        });
    return due;
  }

  void rescheduled(long key) {
    jdbc.sql("UPDATE task_notice SET to_reschedule = false WHERE task_key = :key").param("key", key).update();
  }

  List<Long> toRemind() {
    return due("SELECT task_key FROM task_notice WHERE reminded_at IS NULL AND ended_at IS NULL AND remind_at <= :now ORDER BY remind_at LIMIT 50");
  }

  List<Long> toEscalate() {
    return due("SELECT task_key FROM task_notice WHERE escalated_at IS NULL AND ended_at IS NULL AND due_at <= :now ORDER BY due_at LIMIT 50");
  }

  /** Needs a transaction; answers false when somebody else did it meanwhile. */
  boolean reminded(long key) {
    return mark(key, "UPDATE task_notice SET reminded_at = :now WHERE task_key = :key AND reminded_at IS NULL");
  }

  /** Needs a transaction; a reminder that was missed is not sent after it. */
  boolean escalated(long key) {
    return mark(key, """
        UPDATE task_notice SET escalated_at = :now, reminded_at = coalesce(reminded_at, :now) WHERE task_key = :key AND escalated_at IS NULL
        """);
  }

  void ended(long key) {
    mark(key, "UPDATE task_notice SET ended_at = :now WHERE task_key = :key AND ended_at IS NULL");
  }

  private Set<Long> among(Collection<Long> keys, String sql) {
    return keys.isEmpty() ? Set.of() : new TreeSet<>(jdbc.sql(sql).param("keys", keys).query(Long.class).list());
  }

  private List<Long> due(String sql) {
    return jdbc.sql(sql).param("now", OffsetDateTime.now(clock)).query(Long.class).list();
  }

  private boolean mark(long key, String sql) {
    return jdbc.sql(sql).param("now", OffsetDateTime.now(clock)).param("key", key).update() == 1;
  }
}
