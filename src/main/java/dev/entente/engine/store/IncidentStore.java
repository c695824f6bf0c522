package dev.entente.engine.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of incidents. */
public final class IncidentStore {

  public record Active(long key, long elementInstanceKey, @Nullable Long jobKey) {}

  private final JdbcClient jdbc;

  public IncidentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Long> root(long key) {
    return jdbc.sql("select root_key from engine.incident where key = :key").param("key", key).query(Long.class).optional();
  }

  public Optional<Active> active(long key) {
    return jdbc.sql("select key, element_instance_key, job_key from engine.incident where key = :key and state = 'ACTIVE'").param("key", key)
        .query((rs, n) -> new Active(rs.getLong(1), rs.getLong(2), InstanceLoader.nullable(rs, 3))).optional();
  }

  /** Of an instance and of the processes it called. */
  public List<Long> activeBelow(long processInstanceKey) {
    return jdbc.sql("select key from engine.incident where state = 'ACTIVE' and path @> array[:key]::bigint[] order by key")
        .param("key", processInstanceKey).query(Long.class).list();
  }
}
