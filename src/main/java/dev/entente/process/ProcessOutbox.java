package dev.entente.process;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows that wait to be sent to the engine.
 *
 * <p>Leases and pauses run on the database's clock: they are about machines, not about business, and must not jump when business time is moved.
 */
@Component
class ProcessOutbox {

  private static final int LEASE_SECONDS = 60;

  private final JdbcClient jdbc;

  ProcessOutbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row that was given up on. */
  record FailedRow(UUID id, String kind, String name, String key, String error, OffsetDateTime since) {}

  /**
   * Takes due rows for sending, at most one of each key: the oldest that is not sent. A failed row holds back the later ones of its key, so that they
   * arrive in order or not at all.
   */
  List<OutboxRow> claim(int limit) {
    return jdbc.sql("""
            UPDATE process_outbox SET state = 'SENDING', attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :lease)
            WHERE id IN (
              SELECT o.id FROM process_outbox o
              WHERE o.state IN ('WAITING', 'SENDING') AND o.next_attempt_at <= now()
                AND NOT EXISTS (
                  SELECT 1 FROM process_outbox e WHERE e.correlation_key = o.correlation_key AND e.seq < o.seq AND e.state <> 'SENT')
              ORDER BY o.next_attempt_at, o.seq LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING id, kind, name, correlation_key AS key, variables::text AS variables, buffered, attempts
            """)
        .param("lease", LEASE_SECONDS)
        .param("limit", limit)
        .query(OutboxRow.class)
        .list();
  }

  /** Takes one row that nobody has taken yet, if it is its turn. */
  Optional<OutboxRow> claim(UUID id) {
    return jdbc.sql("""
            UPDATE process_outbox o SET state = 'SENDING', attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :lease)
            WHERE id IN (SELECT w.id FROM process_outbox w WHERE w.id = :id AND w.state = 'WAITING' AND w.next_attempt_at <= now()
                         FOR UPDATE SKIP LOCKED)
              AND NOT EXISTS (
                SELECT 1 FROM process_outbox e WHERE e.correlation_key = o.correlation_key AND e.seq < o.seq AND e.state <> 'SENT')
            RETURNING id, kind, name, correlation_key AS key, variables::text AS variables, buffered, attempts
            """)
        .param("lease", LEASE_SECONDS)
        .param("id", id)
        .query(OutboxRow.class)
        .optional();
  }

  void sent(UUID id, @Nullable Long processInstanceKey) {
    checked(id, jdbc.sql("""
            UPDATE process_outbox SET state = 'SENT', process_instance_key = :instance, error = NULL WHERE id = :id AND state = 'SENDING'
            """)
        .param("instance", processInstanceKey)
        .param("id", id)
        .update());
  }

  void postponed(UUID id, Duration pause, String error) {
    checked(id, jdbc.sql("""
            UPDATE process_outbox SET state = 'WAITING', next_attempt_at = now() + make_interval(secs => :pause), error = :error
            WHERE id = :id AND state = 'SENDING'
            """)
        .param("pause", pause.toMillis() / 1000.0)
        .param("error", error)
        .param("id", id)
        .update());
  }

  void failed(UUID id, String error) {
    checked(id, jdbc.sql("UPDATE process_outbox SET state = 'FAILED', error = :error WHERE id = :id AND state = 'SENDING'")
        .param("error", error)
        .param("id", id)
        .update());
  }

  List<FailedRow> failedRows(int limit) {
    return jdbc.sql("""
            SELECT id, kind, name, correlation_key AS key, coalesce(error, '') AS error, created_at AS since
            FROM process_outbox WHERE state = 'FAILED' ORDER BY seq LIMIT :limit
            """)
        .param("limit", limit)
        .query(FailedRow.class)
        .list();
  }

  /** Answers whether there was a failed row to put back. */
  boolean retry(UUID id) {
    return jdbc.sql("UPDATE process_outbox SET state = 'WAITING', next_attempt_at = now() WHERE id = :id AND state = 'FAILED'")
        .param("id", id)
        .update() == 1;
  }

  private static void checked(UUID id, int updated) {
    if (updated != 1) {
      throw new IllegalStateException("Expected outbox row " + id + " to be in sending, but " + updated + " rows were");
    }
  }
}
