package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of user tasks. */
public final class UserTaskStore {

  /** A user task that has not ended. */
  public record Open(long elementInstanceKey, long rootKey, Rows.UserTaskChange row) {

    public long key() {
      return row.key();
    }

    public Rows.UserTaskChange assigned(@Nullable String assignee) {
      return new Rows.UserTaskChange(row.key(), row.state(), assignee, row.candidateGroups(), row.candidateUsers(), row.dueDate(), row.followUpDate(),
          row.priority(), null);
    }

    public Rows.UserTaskChange completed(Instant now) {
      return new Rows.UserTaskChange(row.key(), "COMPLETED", row.assignee(), row.candidateGroups(), row.candidateUsers(), row.dueDate(),
          row.followUpDate(), row.priority(), now);
    }
  }

  private final JdbcClient jdbc;

  public UserTaskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locked, so that two people can't take the same task. */
  public Optional<Open> lock(long key) {
    return jdbc.sql("select * from engine.user_task where key = :key and completion_date is null for update").param("key", key)
        .query(UserTaskStore::open).optional();
  }

  /** Its root first, then the task, which is seen as it is once both locks are had. */
  public Optional<Open> lockWithRoot(long key) {
    return jdbc.sql("""
        select t.* from engine.process_instance p join engine.user_task t on t.root_key = p.key where t.key = :key for update of p, t""")
        .param("key", key).query((rs, n) -> rs.getObject("completion_date") == null ? Optional.of(open(rs, n)) : Optional.<Open>empty()).optional()
        .flatMap(Function.identity());
  }

  private static Open open(ResultSet rs, int n) throws SQLException {
    return new Open(rs.getLong("element_instance_key"), rs.getLong("root_key"), new Rows.UserTaskChange(rs.getLong("key"), rs.getString("state"),
        rs.getString("assignee"), texts(rs, "candidate_groups"), texts(rs, "candidate_users"), InstanceLoader.nullableInstant(rs, "due_date"),
        InstanceLoader.nullableInstant(rs, "follow_up_date"), rs.getInt("priority"), null));
  }

  private static List<String> texts(ResultSet rs, String column) throws SQLException {
    return List.of((String[]) rs.getArray(column).getArray());
  }
}
