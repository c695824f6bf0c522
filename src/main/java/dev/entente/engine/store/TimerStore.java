package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of timers. */
public final class TimerStore {

  /** Instance and root are null for a start event of a process. */
  public record Due(long key, Instant due, int repetitions, @Nullable String cycle, String elementId, @Nullable Long elementInstanceKey,
      @Nullable Long rootKey, long definitionKey) {}

  private static final String COLUMNS = "select key, due, repetitions, cycle, element_id, element_instance_key, root_key, definition_key from engine.timer";

  private final JdbcClient jdbc;

  public TimerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<Due> due(Instant now, int limit) {
    return jdbc.sql(COLUMNS + " where due <= :now and (not_before is null or not_before <= :now) order by due, key limit :limit").param("now", Sql.time(now)).param("limit", limit).query(TimerStore::row).list();
  }

  /** Empty when it has fired or was cancelled meanwhile, or another node is at it. */
  public Optional<Due> claim(long key, Instant now) {
    return jdbc.sql(COLUMNS + " where key = :key and due <= :now for update skip locked").param("key", key).param("now", Sql.time(now))
        .query(TimerStore::row).optional();
  }

  private static Due row(ResultSet rs, int n) throws SQLException {
    return new Due(rs.getLong(1), InstanceLoader.instant(rs, "due"), rs.getInt(3), rs.getString(4), rs.getString(5), InstanceLoader.nullable(rs, 6),
        InstanceLoader.nullable(rs, 7), rs.getLong(8));
  }

  public Optional<Instant> next() {
    return jdbc.sql("select greatest(due, not_before) as due from engine.timer order by due limit 1").query((rs, n) -> InstanceLoader.instant(rs, "due")).optional();
  }
}
