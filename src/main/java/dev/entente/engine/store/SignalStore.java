package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of signals. */
public final class SignalStore {

  /** Instance and root are null for a start event of a process. */
  public record Waiting(long key, String elementId, @Nullable Long elementInstanceKey, @Nullable Long rootKey, long definitionKey) {}

  /** A subscription that is null stands for all who wait. */
  public record Pending(long key, String name, String variables, @Nullable Long subscriptionKey) {}

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

  public Optional<Waiting> subscription(long key) {
    return jdbc.sql("select key, element_id, element_instance_key, root_key, definition_key from engine.signal_subscription where key = :key")
        .param("key", key).query(SignalStore::row).optional();
  }

  public List<Long> due(Instant now, int limit) {
    return jdbc.sql("select key from engine.pending_signal where due <= :now order by due, key limit :limit").param("now", Sql.time(now))
        .param("limit", limit).query(Long.class).list();
  }

  /** Empty when it was delivered meanwhile, or another node is at it. */
  public Optional<Pending> claim(long key) {
    return jdbc.sql("select key, name, variables, subscription_key from engine.pending_signal where key = :key for update skip locked")
        .param("key", key).query((rs, n) -> new Pending(rs.getLong(1), rs.getString(2), rs.getString(3), InstanceLoader.nullable(rs, 4))).optional();
  }

  public Optional<Instant> next() {
    return jdbc.sql("select due from engine.pending_signal order by due limit 1").query((rs, n) -> InstanceLoader.instant(rs, "due")).optional();
  }
}
