package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of jobs. */
public final class JobStore {

  /** A job that has not ended. */
  public record Open(long key, String type, long elementInstanceKey, long rootKey, String state, boolean activatable, int retries) {}

  public record Activated(long key, String type, String kind, String listenerEventType, String processId, int processVersion, long definitionKey,
      long processInstanceKey, long rootKey, String elementId, long elementInstanceKey, String customHeaders, String worker, int retries,
      Set<String> tags, List<Long> scopePath) {}

  private final JdbcClient jdbc;

  public JobStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Skips what another command holds; a job whose deadline has passed is handed out again. */
  public List<Activated> activate(String type, String worker, int max, Instant now, Instant deadline) {
    List<Activated> jobs = new ArrayList<>(jdbc.sql("""
        update engine.job j set worker = :worker, deadline = :deadline, available_at = :deadline, last_update_time = :now,
          state = case when j.deadline <= :now then 'TIMED_OUT' else j.state end
        where j.key in (
          select key from engine.job where type = :type and activatable and available_at <= :now order by key limit :max for update skip locked)
        returning j.*""").param("worker", worker).param("deadline", Sql.time(deadline)).param("now", Sql.time(now)).param("type", type).param("max", max)
        .query(JobStore::activated).list());
    jobs.sort(Comparator.comparingLong(Activated::key));
    return jobs;
  }

  private static Activated activated(ResultSet rs, int n) throws SQLException {
    return new Activated(rs.getLong("key"), rs.getString("type"), rs.getString("kind"), rs.getString("listener_event_type"), rs.getString("process_id"),
        rs.getInt("process_version"), rs.getLong("definition_key"), rs.getLong("process_instance_key"), rs.getLong("root_key"),
        rs.getString("element_id"), rs.getLong("element_instance_key"), rs.getString("custom_headers"), rs.getString("worker"), rs.getInt("retries"),
        new LinkedHashSet<>(Arrays.asList((String[]) rs.getArray("tags").getArray())), Arrays.asList((Long[]) rs.getArray("scope_path").getArray()));
  }

  /** Locks the job and its root, so that the job is seen as it is once the lock is had; empty when it has ended or never was. */
  public Optional<Open> lock(long key) {
    return jdbc.sql("""
        select j.* from engine.process_instance p join engine.job j on j.root_key = p.key where j.key = :key for update of p, j""")
        .param("key", key).query((rs, n) -> rs.getObject("end_time") == null ? Optional.of(open(rs, n)) : Optional.<Open>empty()).optional()
        .flatMap(Function.identity());
  }

  public Optional<Open> open(long key) {
    return jdbc.sql("select * from engine.job where key = :key and end_time is null").param("key", key).query(JobStore::open).optional();
  }

  public List<Open> ofElements(List<Long> elementInstanceKeys) {
    return jdbc.sql("select * from engine.job where element_instance_key = any(:keys) and end_time is null")
        .param("keys", elementInstanceKeys.toArray(Long[]::new)).query(JobStore::open).list();
  }

  private static Open open(ResultSet rs, int n) throws SQLException {
    return new Open(rs.getLong("key"), rs.getString("type"), rs.getLong("element_instance_key"), rs.getLong("root_key"), rs.getString("state"),
        rs.getBoolean("activatable"), rs.getInt("retries"));
  }

  public void complete(long key, Instant now) {
    expectOne(key, jdbc.sql("""
        update engine.job set state = 'COMPLETED', activatable = false, end_time = :now, last_update_time = :now
        where key = :key and end_time is null""").param("key", key).param("now", Sql.time(now)).update());
  }

  /** Without retries it waits for an incident to be resolved. */
  public boolean fail(long key, int retries, @Nullable String message, Instant availableAt, Instant now) {
    return jdbc.sql("""
        update engine.job set state = 'FAILED', retries = :retries, activatable = :retries > 0, error_message = :message, deadline = null,
          available_at = :available, last_update_time = :now
        where key = :key and end_time is null and activatable""").param("key", key).param("retries", Math.max(0, retries)).param("message", message)
        .param("available", Sql.time(availableAt)).param("now", Sql.time(now)).update() == 1;
  }

  public void errorThrown(long key, String code, @Nullable String message, boolean caught, Instant now) {
    expectOne(key, jdbc.sql("""
        update engine.job set state = 'ERROR_THROWN', error_code = :code, error_message = :message, activatable = false, deadline = null,
          end_time = case when :caught then :now end, last_update_time = :now
        where key = :key and end_time is null""").param("key", key).param("code", code).param("message", message).param("caught", caught)
        .param("now", Sql.time(now)).update());
  }

  public boolean updateRetries(long key, int retries, Instant now) {
    return jdbc.sql("""
        update engine.job set retries = :retries, state = 'RETRIES_UPDATED', last_update_time = :now where key = :key and end_time is null""")
        .param("key", key).param("retries", retries).param("now", Sql.time(now)).update() == 1;
  }

  /** Only of a job that is handed out. */
  public boolean updateDeadline(long key, Instant deadline, Instant now) {
    return jdbc.sql("""
        update engine.job set deadline = :deadline, available_at = :deadline, last_update_time = :now
        where key = :key and end_time is null and deadline is not null""")
        .param("key", key).param("deadline", Sql.time(deadline)).param("now", Sql.time(now)).update() == 1;
  }

  /** After its incident was resolved. */
  public void free(long key, Instant now) {
    expectOne(key, jdbc.sql("""
        update engine.job set activatable = true, available_at = 'epoch', deadline = null, last_update_time = :now
        where key = :key and end_time is null""").param("key", key).param("now", Sql.time(now)).update());
  }

  /** When the next job that waits (for its back-off or its deadline) becomes available. */
  public Optional<Instant> nextAvailable(Instant after) {
    return jdbc.sql("select available_at from engine.job where activatable and available_at > :after order by available_at limit 1")
        .param("after", Sql.time(after)).query((rs, n) -> InstanceLoader.instant(rs, "available_at")).optional();
  }

  public Set<String> typesAvailable(Instant after, Instant until) {
    return new LinkedHashSet<>(jdbc.sql("select distinct type from engine.job where activatable and available_at > :after and available_at <= :until")
        .param("after", Sql.time(after)).param("until", Sql.time(until)).query(String.class).list());
  }

  private static void expectOne(long key, int updated) {
    if (updated != 1) {
      throw new IllegalStateException("Expected job %d to be open, but it is not".formatted(key));
    }
  }
}
