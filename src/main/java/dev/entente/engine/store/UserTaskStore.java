package dev.entente.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of user tasks. */
public final class UserTaskStore {

  public record Open(long key, long elementInstanceKey, @Nullable String assignee) {}

  private final JdbcClient jdbc;

  public UserTaskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Long> lockRoot(long key) {
    return jdbc.sql("select key from engine.process_instance where key = (select root_key from engine.user_task where key = :key) for update")
        .param("key", key).query(Long.class).optional();
  }

  /** Locked, so that two people can't take the same task. */
  public Optional<Open> lock(long key) {
    return jdbc.sql("select key, element_instance_key, assignee from engine.user_task where key = :key and completion_date is null for update")
        .param("key", key).query((rs, n) -> new Open(rs.getLong(1), rs.getLong(2), rs.getString(3))).optional();
  }

  public void assign(long key, @Nullable String assignee) {
    jdbc.sql("update engine.user_task set assignee = :assignee where key = :key and completion_date is null")
        .param("key", key).param("assignee", assignee).update();
  }

  public void complete(long key, Instant now) {
    jdbc.sql("update engine.user_task set state = 'COMPLETED', completion_date = :now where key = :key and completion_date is null")
        .param("key", key).param("now", Sql.time(now)).update();
  }

  public void update(long key, Set<String> present, @Nullable Instant dueDate, @Nullable Instant followUpDate, List<String> groups, List<String> users,
      int priority) {
    jdbc.sql("""
        update engine.user_task set
          due_date = case when :hasDue then cast(:due as timestamptz) else due_date end,
          follow_up_date = case when :hasFollowUp then cast(:followUp as timestamptz) else follow_up_date end,
          candidate_groups = case when :hasGroups then :groups else candidate_groups end,
          candidate_users = case when :hasUsers then :users else candidate_users end,
          priority = case when :hasPriority then :priority else priority end
        where key = :key and completion_date is null""")
        .param("key", key).param("hasDue", present.contains("dueDate")).param("due", Sql.nullableTime(dueDate))
        .param("hasFollowUp", present.contains("followUpDate")).param("followUp", Sql.nullableTime(followUpDate))
        .param("hasGroups", present.contains("candidateGroups")).param("groups", groups.toArray(String[]::new))
        .param("hasUsers", present.contains("candidateUsers")).param("users", users.toArray(String[]::new))
        .param("hasPriority", present.contains("priority")).param("priority", priority).update();
  }
}
