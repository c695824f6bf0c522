package dev.entente.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every step of every grant, in the order in which they happened. */
@Component
public class Journal {

  private final JdbcClient jdbc;
  private final Clock clock;

  Journal(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What can happen to a grant; SENT is written before the target is called, so that a call whose answer was lost is known. */
  public enum Step {
    REFUSED, INTENDED, SENT, CONFIRMED, VERIFIED, FAILED,
    REVOKE_INTENDED, REVOKE_SENT, REVOKED_CONFIRMED, REVOKED_VERIFIED,
    TROUBLE, AWAITS_PERSON, TAKEN_BACK, SUPERSEDED, EXTENDED, RENEWED, RESTORED, NOTICED, REVIEW_DUE, REVIEWED
  }

  /** @param times how often it was repeated without anything else happening, the last time at {@code lastAt} */
  public record Entry(long id, Step step, Instant at, int times, Instant lastAt, Origin origin, @Nullable String detail) {}

  /** Needs the caller's transaction, which holds the grant's row. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void write(long grant, Step step, Origin origin, @Nullable String detail) {
    int repeated = jdbc.sql("""
            UPDATE access_journal SET times = times + 1, last_at = :at
            WHERE id IN (SELECT id FROM access_journal WHERE grant_id = :grant ORDER BY id DESC LIMIT 2)
              AND step = :step AND actor = :actor AND process_instance_key IS NOT DISTINCT FROM CAST(:instance AS bigint)
              AND element_id = :element AND detail IS NOT DISTINCT FROM CAST(:detail AS text)
            """)
        .params(parameters(grant, step, origin, detail))
        .update();
    if (repeated == 0) {
      jdbc.sql("""
              INSERT INTO access_journal (grant_id, step, at, last_at, process_instance_key, element_id, actor, detail)
              VALUES (:grant, :step, :at, :at, :instance, :element, :actor, :detail)
              """)
          .params(parameters(grant, step, origin, detail))
          .update();
    }
  }

  /** The same step for many grants, in one statement. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void writeAll(List<Long> grants, Step step, Origin origin) {
    jdbc.sql("""
            INSERT INTO access_journal (grant_id, step, at, last_at, process_instance_key, element_id, actor)
            SELECT unnest(:grants::bigint[]), :step, :at, :at, :instance, :element, :actor
            """)
        .param("grants", grants.toArray(Long[]::new))
        .param("step", step.name())
        .param("at", OffsetDateTime.now(clock))
        .param("instance", origin.processInstanceKey(), Types.BIGINT)
        .param("element", origin.elementId())
        .param("actor", origin.actor())
        .update();
  }

  /** Oldest first. */
  public List<Entry> of(long grant, int limit) {
    return jdbc.sql("SELECT * FROM (SELECT * FROM access_journal WHERE grant_id = :grant ORDER BY id DESC LIMIT :limit) AS latest ORDER BY id")
        .param("grant", grant)
        .param("limit", limit)
        .query(Journal::entry)
        .list();
  }

  private Map<String, Object> parameters(long grant, Step step, Origin origin, @Nullable String detail) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("grant", grant);
    parameters.put("step", step.name());
    parameters.put("at", OffsetDateTime.now(clock));
    parameters.put("instance", origin.processInstanceKey());
    parameters.put("element", origin.elementId());
    parameters.put("actor", origin.actor());
    parameters.put("detail", detail);
    return parameters;
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getLong("id"),
        Step.valueOf(row.getString("step")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getInt("times"),
        row.getObject("last_at", OffsetDateTime.class).toInstant(),
        new Origin(row.getObject("process_instance_key", Long.class), row.getString("element_id"), row.getString("actor")),
        row.getString("detail"));
  }
}
