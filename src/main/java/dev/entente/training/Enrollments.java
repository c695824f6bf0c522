package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.training.Enrollment.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All enrollments and their attempts. */
@Component
class Enrollments {

  private static final String SELECT = """
      SELECT e.*, c.name AS contact_name, c.email FROM enrollment e JOIN contact c ON c.id = e.contact_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Enrollments(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Enrollment get(PartnerId partner, long id) {
    return jdbc.sql(SELECT + "WHERE e.id = :id AND e.partner_id = :partner")
        .param("id", id)
        .param("partner", partner.value())
        .query(Enrollments::map)
        .optional()
        .orElseThrow(() -> new IllegalStateException("Expected enrollment " + id + " of partner " + partner + ", but there is none"));
  }

  /** Newest first. */
  List<Enrollment> of(PartnerId partner) {
    return jdbc.sql(SELECT + "WHERE e.partner_id = :partner ORDER BY e.id DESC LIMIT 500").param("partner", partner.value())
        .query(Enrollments::map).list();
  }

  List<Long> plannedBy(long elementInstance) {
    return jdbc.sql("SELECT id FROM enrollment WHERE planned_by = :by ORDER BY id").param("by", elementInstance).query(Long.class).list();
  }

  void plan(PartnerId partner, long contact, String curriculum, String course, String programVersion, long processInstance, long elementInstance) {
    jdbc.sql("""
            INSERT INTO enrollment (partner_id, contact_id, curriculum, course, program_version, process_instance_key, planned_by, state, planned_at)
            VALUES (:partner, :contact, :curriculum, :course, :version, :instance, :by, 'PLANNED', :now)
            ON CONFLICT ON CONSTRAINT enrollment_planned_once DO NOTHING
            """)
        .param("partner", partner.value())
        .param("contact", contact)
        .param("curriculum", curriculum)
        .param("course", course)
        .param("version", programVersion)
        .param("instance", processInstance)
        .param("by", elementInstance)
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  Optional<Integer> attemptOf(long elementInstance) {
    return jdbc.sql("SELECT attempt FROM enrollment_attempt WHERE element_instance_key = :key").param("key", elementInstance).query(Integer.class)
        .optional();
  }

  /** Opens the next attempt. */
  int startAttempt(Enrollment enrollment, long elementInstance) {
    int attempt = enrollment.attempt() + 1;
    changed(enrollment.id(), jdbc.sql("UPDATE enrollment SET state = 'WAITING', attempt = :attempt WHERE id = :id AND attempt = :before")
        .param("id", enrollment.id())
        .param("attempt", attempt)
        .param("before", enrollment.attempt())
        .update());
    changed(enrollment.id(), jdbc.sql("""
            INSERT INTO enrollment_attempt (enrollment_id, attempt, element_instance_key, started_at) VALUES (:id, :attempt, :key, :now)
            """)
        .param("id", enrollment.id())
        .param("attempt", attempt)
        .param("key", elementInstance)
        .param("now", OffsetDateTime.now(clock))
        .update());
    return attempt;
  }

  /** @return false where the enrollment does not wait for a score any more */
  boolean score(Enrollment enrollment, int score, String reportedBy) {
    int waiting = jdbc.sql("UPDATE enrollment SET state = 'SCORED' WHERE id = :id AND state = 'WAITING' AND attempt = :attempt")
        .param("id", enrollment.id())
        .param("attempt", enrollment.attempt())
        .update();
    if (waiting == 1) {
      changed(enrollment.id(), jdbc.sql("""
              UPDATE enrollment_attempt SET score = :score, completed_at = :now, reported_by = :by WHERE enrollment_id = :id AND attempt = :attempt
              """)
          .param("id", enrollment.id())
          .param("attempt", enrollment.attempt())
          .param("score", score)
          .param("by", reportedBy)
          .param("now", OffsetDateTime.now(clock))
          .update());
    }
    return waiting == 1;
  }

  /** @return false where it is closed already */
  boolean close(long id, State state) {
    return jdbc.sql("UPDATE enrollment SET state = :state, closed_at = :now WHERE id = :id AND state IN ('PLANNED', 'WAITING', 'SCORED')")
        .param("id", id)
        .param("state", state.name())
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  int closeLeftovers(long processInstance) {
    return jdbc.sql("""
            UPDATE enrollment SET state = 'CLOSED', closed_at = :now
            WHERE process_instance_key = :instance AND state IN ('PLANNED', 'WAITING', 'SCORED')
            """)
        .param("instance", processInstance)
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  private static void changed(long id, int rows) {
    if (rows != 1) {
      throw new IllegalStateException("Expected to change enrollment " + id + ", but it changed meanwhile");
    }
  }

  private static Enrollment map(ResultSet row, int number) throws SQLException {
    return new Enrollment(row.getLong("id"), new PartnerId(row.getString("partner_id")), row.getLong("contact_id"), row.getString("contact_name"),
        row.getString("email"), row.getString("curriculum"), row.getString("course"), row.getString("program_version"),
        State.valueOf(row.getString("state")), row.getInt("attempt"));
  }
}
