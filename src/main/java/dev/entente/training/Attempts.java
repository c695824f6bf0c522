package dev.entente.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All attempts at courses, and the scores that were reported for them. */
@Component
class Attempts {

  private final JdbcClient jdbc;
  private final Clock clock;

  Attempts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** @param score null until it is reported */
  record Attempt(long enrollment, int number, Instant startedAt, @Nullable Integer score, @Nullable Instant completedAt) {}

  /** A score that came when nobody waited for it. */
  record Late(long enrollment, int score, Instant reportedAt, String reportedBy) {}

  Optional<Attempt> of(long elementInstance) {
    return jdbc.sql("SELECT * FROM enrollment_attempt WHERE element_instance_key = :key").param("key", elementInstance).query(Attempts::map).optional();
  }

  Attempt get(long enrollment, int number) {
    return jdbc.sql("SELECT * FROM enrollment_attempt WHERE enrollment_id = :id AND attempt = :number")
        .param("id", enrollment).param("number", number).query(Attempts::map).single();
  }

  /** Those that a report of this name was taken for; more than one where the learner took one course for two trainings. */
  List<Attempt> reportedAs(String completionId) {
    return jdbc.sql("SELECT * FROM enrollment_attempt WHERE completion_id = :id ORDER BY enrollment_id DESC").param("id", completionId)
        .query(Attempts::map).list();
  }

  /** Opens the next attempt. */
  Attempt start(Enrollment enrollment, long processInstance, long elementInstance, Instant openUntil) {
    changed(enrollment, jdbc.sql("""
            UPDATE enrollment SET state = 'WAITING', attempt = attempt + 1, open_until = :until,
              process_instance_key = coalesce(process_instance_key, :instance)
            WHERE id = :id AND attempt = :before AND state IN ('PLANNED', 'SCORED')
            """)
        .param("id", enrollment.id())
        .param("before", enrollment.attempt())
        .param("until", openUntil.atOffset(ZoneOffset.UTC))
        .param("instance", processInstance)
        .update());
    changed(enrollment, jdbc.sql("""
            INSERT INTO enrollment_attempt (enrollment_id, attempt, element_instance_key, started_at) VALUES (:id, :attempt, :key, :now)
            """)
        .param("id", enrollment.id())
        .param("attempt", enrollment.attempt() + 1)
        .param("key", elementInstance)
        .param("now", OffsetDateTime.now(clock))
        .update());
    return get(enrollment.id(), enrollment.attempt() + 1);
  }

  /** Puts the present attempt into the hands of the process that goes on with it. */
  Attempt takeUp(Enrollment enrollment, long processInstance, long elementInstance) {
    changed(enrollment, jdbc.sql("UPDATE enrollment SET process_instance_key = :instance WHERE id = :id AND process_instance_key IS NULL")
        .param("id", enrollment.id()).param("instance", processInstance).update());
    changed(enrollment, jdbc.sql("UPDATE enrollment_attempt SET element_instance_key = :key WHERE enrollment_id = :id AND attempt = :attempt")
        .param("id", enrollment.id()).param("attempt", enrollment.attempt()).param("key", elementInstance).update());
    return get(enrollment.id(), enrollment.attempt());
  }

  /** @return false where the enrollment does not wait for a score any more */
  boolean score(Enrollment enrollment, int score, String reportedBy, @Nullable String completionId) {
    int waiting = jdbc.sql("UPDATE enrollment SET state = 'SCORED' WHERE id = :id AND state = 'WAITING' AND attempt = :attempt")
        .param("id", enrollment.id())
        .param("attempt", enrollment.attempt())
        .update();
    if (waiting == 1) {
      changed(enrollment, jdbc.sql("""
              UPDATE enrollment_attempt SET score = :score, completed_at = :now, reported_by = :by, completion_id = :completion
              WHERE enrollment_id = :id AND attempt = :attempt
              """)
          .param("id", enrollment.id())
          .param("attempt", enrollment.attempt())
          .param("score", score)
          .param("by", reportedBy)
          .param("completion", completionId)
          .param("now", OffsetDateTime.now(clock))
          .update());
    }
    return waiting == 1;
  }

  /** @return false where it was kept before */
  boolean keepLate(long enrollment, String completionId, int score, String reportedBy) {
    return jdbc.sql("""
            INSERT INTO late_completion (enrollment_id, completion_id, score, reported_by, reported_at) VALUES (:id, :completion, :score, :by, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("id", enrollment)
        .param("completion", completionId)
        .param("score", score)
        .param("by", reportedBy)
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  /** The latest of each. */
  List<Late> late(List<Long> enrollments) {
    return enrollments.isEmpty() ? List.of() : jdbc.sql("""
            SELECT DISTINCT ON (enrollment_id) enrollment_id, score, reported_at, reported_by FROM late_completion
            WHERE enrollment_id IN (:ids) ORDER BY enrollment_id, reported_at DESC
            """)
        .param("ids", enrollments)
        .query((row, number) -> new Late(row.getLong(1), row.getInt(2), row.getObject(3, OffsetDateTime.class).toInstant(), row.getString(4)))
        .list();
  }

  private static void changed(Enrollment enrollment, int rows) {
    if (rows != 1) {
      throw new IllegalStateException("Expected to change enrollment " + enrollment.id() + " in state " + enrollment.state() + ", but it changed meanwhile");
    }
  }

  private static Attempt map(ResultSet row, int number) throws SQLException {
    OffsetDateTime completed = row.getObject("completed_at", OffsetDateTime.class);
    return new Attempt(row.getLong("enrollment_id"), row.getInt("attempt"), row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("score", Integer.class), completed == null ? null : completed.toInstant());
  }
}
