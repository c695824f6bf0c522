package dev.entente.tasks;

import dev.entente.process.UserTask;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions on their way: noted before the engine is told, recorded in the trail after. */
@Component
public class DecisionLedger {

  private static final Duration STALE = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Trail trail;
  private final Clock clock;

  DecisionLedger(JdbcClient jdbc, JsonMapper json, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.trail = trail;
    this.clock = clock;
  }

  record Decision(long taskKey, long processInstanceKey, String subject, String elementId, String decidedBy, @Nullable String decidedFor, String variables) {}

  /**
   * A completion that a job is told of by the process.
   *
   * @param values among those of the form
   */
  public record Claimed(long processInstanceKey, String elementId, String decidedBy, @Nullable String decidedFor, Map<String, Object> values) {}

  /**
   * Whether somebody completed a task of this element like that in the application, so that the names are those of who signed in. Each completion holds for one
   * job: the first that asks, however often it runs.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean confirms(Claimed claimed, long elementInstance) {
    return jdbc.sql("""
            UPDATE task_decision SET used_by = :user
            WHERE task_key = (
              SELECT task_key FROM task_decision
              WHERE process_instance_key = :instance AND element_id = :element AND decided_by = :by AND decided_for IS NOT DISTINCT FROM :for
                AND variables @> :values::jsonb AND (used_by IS NULL OR used_by = :user)
              ORDER BY used_by NULLS LAST, task_key
              LIMIT 1
              FOR UPDATE)
            """)
        .param("user", elementInstance)
        .param("instance", claimed.processInstanceKey())
        .param("element", claimed.elementId())
        .param("by", claimed.decidedBy())
        .param("for", claimed.decidedFor(), Types.VARCHAR)
        .param("values", json.writeValueAsString(claimed.values()))
        .update() == 1;
  }

  /** Answers false when somebody else is completing the task right now. */
  @Transactional
  public boolean intend(UserTask task, String user, @Nullable String standsInFor, Map<String, Object> variables) {
    return jdbc.sql("""
            INSERT INTO task_decision (task_key, process_instance_key, subject, element_id, decided_by, decided_for, variables, decided_at)
            VALUES (:task, :instance, :subject, :element, :user, :for, :variables::jsonb, :now)
            ON CONFLICT (task_key) DO UPDATE
            SET decided_by = excluded.decided_by, decided_for = excluded.decided_for, variables = excluded.variables, decided_at = excluded.decided_at
            WHERE NOT task_decision.recorded AND task_decision.decided_at < :stale
            """)
        .param("task", task.key())
        .param("instance", task.processInstanceKey())
        .param("subject", task.businessId() == null ? "process:" + task.processId() : task.businessId())
        .param("element", task.elementId())
        .param("user", user)
        .param("for", standsInFor)
        .param("variables", json.writeValueAsString(variables))
        .param("now", OffsetDateTime.now(clock))
        .param("stale", OffsetDateTime.now(clock).minus(STALE))
        .update() == 1;
  }

  /** The task is completed: who decided what becomes a fact. Recording it twice changes nothing. */
  @Transactional
  public void settle(long taskKey) {
    jdbc.sql("""
            UPDATE task_decision SET recorded = true WHERE task_key = :task AND NOT recorded
            RETURNING task_key, process_instance_key, subject, element_id, decided_by, decided_for, variables::text AS variables
            """)
        .param("task", taskKey)
        .query(Decision.class)
        .optional()
        .ifPresent(decision -> {
          Map<String, Object> details = details(decision.elementId(), decision.taskKey(), decision.decidedFor());
          details.put("decision", json.readValue(decision.variables(), new TypeReference<Map<String, Object>>() {}));
          trail.record(TrailEntry.of(decision.subject(), decision.decidedBy(), "task.completed", details).in(decision.processInstanceKey()));
        });
  }

  @Transactional
  public void withdraw(long taskKey) {
    jdbc.sql("DELETE FROM task_decision WHERE task_key = :task AND NOT recorded").param("task", taskKey).update();
  }

  /** Decisions whose end is unknown since a crash. */
  List<Long> unsettled() {
    return jdbc.sql("SELECT task_key FROM task_decision WHERE NOT recorded AND decided_at < :stale ORDER BY decided_at LIMIT 100")
        .param("stale", OffsetDateTime.now(clock).minus(STALE))
        .query(Long.class)
        .list();
  }

  @Transactional
  public void claimed(UserTask task, String user, @Nullable String standsInFor, String action) {
    String subject = task.businessId() == null ? "process:" + task.processId() : task.businessId();
    trail.record(TrailEntry.of(subject, user, action, details(task.elementId(), task.key(), standsInFor)).in(task.processInstanceKey()));
  }

  /** Whom the decider stood in for; empty for a decision in one's own name. */
  Optional<String> decidedFor(long taskKey) {
    return jdbc.sql("SELECT decided_for FROM task_decision WHERE task_key = :task AND decided_for IS NOT NULL").param("task", taskKey).query(String.class).optional();
  }

  private static Map<String, Object> details(String elementId, long taskKey, @Nullable String standsInFor) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("task", elementId);
    details.put("key", taskKey);
    if (standsInFor != null) {
      details.put("for", standsInFor);
    }
    return details;
  }
}
