package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of signals. */
public final class SignalStore {

  /** Instance and root are null for a start event of a process. */
  public record Waiting(long key, String elementId, @Nullable Long elementInstanceKey, @Nullable Long rootKey, long definitionKey) {}

  public record Pending(long key, String name, String variables) {}

  private final JdbcClient jdbc;

  public SignalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<Waiting> waiting(String name) {
    return jdbc.sql("select key, element_id, element_instance_key, root_key, definition_key from engine.signal_subscription where name = :name order by key")
        .param("name", name).query(SignalStore::row).list();
  }

  private static Waiting row(ResultSet rs, int n) throws SQLException {
    return new Waiting(rs.getLong(1), rs.getString(2), InstanceLoader.nullable(rs, 3), InstanceLoader.nullable(rs, 4), rs.getLong(5));
  }

  public void delete(long subscriptionKey) {
    jdbc.sql("delete from engine.signal_subscription where key = :key").param("key", subscriptionKey).update();
  }

  public Optional<Pending> pending() {
    return jdbc.sql("select key, name, variables from engine.pending_signal order by key limit 1")
        .query((rs, n) -> new Pending(rs.getLong(1), rs.getString(2), rs.getString(3))).optional();
  }

  /** False when another node was faster. */
  public boolean claim(long pendingKey) {
    return jdbc.sql("delete from engine.pending_signal where key = :key").param("key", pendingKey).update() == 1;
  }
}
