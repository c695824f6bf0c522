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

  /** A job that has not ended, and what can become of it. */
  public record Open(String type, long elementInstanceKey, long rootKey, Rows.JobChange row) {

    public long key() {
      return row.key();
    }

    public Rows.JobChange completed(Instant now) {
      return new Rows.JobChange(row.key(), "COMPLETED", false, row.availableAt(), row.retries(), row.errorMessage(), row.errorCode(), row.deadline(), now, now);
    }

    /** Without retries it waits for an incident to be resolved. */
    public Rows.JobChange failed(int retries, @Nullable String message, Instant availableAt, Instant now) {
      return new Rows.JobChange(row.key(), "FAILED", retries > 0, availableAt, Math.max(0, retries), message, row.errorCode(), null, null, now);
    }

    public Rows.JobChange errorThrown(String code, @Nullable String message, boolean caught, Instant now) {
      return new Rows.JobChange(row.key(), "ERROR_THROWN", false, row.availableAt(), row.retries(), message, code, null, caught ? now : null, now);
    }

    public Open withRetries(int retries, Instant now) {
      return new Open(type, elementInstanceKey, rootKey, new Rows.JobChange(row.key(), "RETRIES_UPDATED", row.activatable(), row.availableAt(), retries,
          row.errorMessage(), row.errorCode(), row.deadline(), null, now));
    }

    public Open withDeadline(Instant deadline, Instant now) {
      return new Open(type, elementInstanceKey, rootKey, new Rows.JobChange(row.key(), row.state(), row.activatable(), deadline, row.retries(),
          row.errorMessage(), row.errorCode(), deadline, null, now));
    }

    /** After its incident was resolved. */
    public Rows.JobChange freed(Instant now) {
      return new Rows.JobChange(row.key(), row.state(), true, Instant.EPOCH, row.retries(), row.errorMessage(), row.errorCode(), null, null, now);
    }
  }

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
        where j.key = any(array(
          select key from engine.job where type = :type and activatable and available_at <= :now order by key limit :max for update skip locked))
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

  /** Locked, without its root: for commands that change nothing but the job. */
  public Optional<Open> lockAlone(long key) {
    return jdbc.sql("select * from engine.job where key = :key and end_time is null for update").param("key", key).query(JobStore::open).optional();
  }

  private static Open open(ResultSet rs, int n) throws SQLException {
    return new Open(rs.getString("type"), rs.getLong("element_instance_key"), rs.getLong("root_key"), new Rows.JobChange(rs.getLong("key"),
        rs.getString("state"), rs.getBoolean("activatable"), InstanceLoader.instant(rs, "available_at"), rs.getInt("retries"),
        rs.getString("error_message"), rs.getString("error_code"), InstanceLoader.nullableInstant(rs, "deadline"), null,
        InstanceLoader.instant(rs, "last_update_time")));
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
}
