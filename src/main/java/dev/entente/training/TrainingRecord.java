package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.program.Program.Course;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Courses and results as the partner's own people see them. */
@Component
public class TrainingRecord {

  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final Programs programs;
  private final Clock clock;

  TrainingRecord(JdbcClient jdbc, Programs programs, Clock clock) {
    this.jdbc = jdbc;
    this.programs = programs;
    this.clock = clock;
  }

  /**
   * One learner and one course.
   *
   * @param state as in {@code training.state.<state>}
   * @param openUntil null before the first attempt
   * @param certificate null until it is passed
   */
  public record Entry(
      long enrollment, long contactId, String learner, String course, @Nullable String courseUrl, int passScore, int attemptsAllowed, String state, int attempt,
      @Nullable Instant openUntil, @Nullable Integer lastScore, @Nullable Certified certificate) {

    public boolean isOpen() {
      return state.equals("PLANNED") || state.equals("WAITING") || state.equals("SCORED");
    }
  }

  /** @param standing as in {@code training.standing.<standing>} */
  public record Certified(long id, String code, int score, LocalDate issuedOn, LocalDate expiresOn, String standing) {}

  /** Open ones first, then the newest; of all contacts, or of one. */
  public List<Entry> of(PartnerId partner, @Nullable Long contactId) {
    return jdbc.sql("""
            SELECT e.id, e.contact_id, p.name AS learner, e.curriculum, e.course, e.program_version, e.state, e.attempt, e.open_until, a.score AS last_score,
              c.id AS certificate_id, c.code, c.score, c.course_name, c.issued_on, c.expires_on, c.revoked_at
            FROM enrollment e
            JOIN contact_view p ON p.id = e.contact_id
            LEFT JOIN LATERAL (
              SELECT score FROM enrollment_attempt WHERE enrollment_id = e.id AND score IS NOT NULL ORDER BY attempt DESC LIMIT 1) a ON true
            LEFT JOIN certificate c ON c.enrollment_id = e.id
            WHERE e.partner_id = :partner AND (CAST(:contact AS bigint) IS NULL OR e.contact_id = :contact)
            ORDER BY e.state IN ('PLANNED', 'WAITING', 'SCORED') DESC, e.id DESC LIMIT :most
            """)
        .param("partner", partner.value())
        .param("contact", contactId)
        .param("most", MOST)
        .query((row, number) -> entry(row))
        .list();
  }

  /** The document, and whose it is; empty for another partner's. */
  public Optional<byte[]> document(PartnerId partner, @Nullable Long contactId, long certificate) {
    return jdbc.sql("""
            SELECT pdf FROM certificate
            WHERE id = :id AND partner_id = :partner AND (CAST(:contact AS bigint) IS NULL OR contact_id = :contact)
            """)
        .param("id", certificate)
        .param("partner", partner.value())
        .param("contact", contactId)
        .query((row, number) -> row.getBytes("pdf"))
        .optional();
  }

  private Entry entry(ResultSet row) throws SQLException {
    Optional<Course> course = course(programs.version(row.getString("program_version")), row.getString("curriculum"), row.getString("course"));
    OffsetDateTime openUntil = row.getObject("open_until", OffsetDateTime.class);
    return new Entry(row.getLong("id"), row.getLong("contact_id"), row.getString("learner"), course.map(Course::name).orElse(row.getString("course")),
        course.map(Course::url).orElse(null), course.map(Course::passScore).orElse(0), course.map(Course::attempts).orElse(0), row.getString("state"),
        row.getInt("attempt"), openUntil == null ? null : openUntil.toInstant(), row.getObject("last_score", Integer.class), row.getObject("certificate_id") == null ? null : certified(row));
  }

  private Certified certified(ResultSet row) throws SQLException {
    LocalDate expiresOn = row.getObject("expires_on", LocalDate.class);
    boolean past = LocalDate.now(clock).isAfter(expiresOn);
    String standing = row.getObject("revoked_at") != null ? "REVOKED" : past ? "LAPSED" : "VALID";
    return new Certified(row.getLong("certificate_id"), row.getString("code"), row.getInt("score"), row.getObject("issued_on", LocalDate.class), expiresOn,
        standing);
  }

  private static Optional<Course> course(Program program, String curriculum, String course) {
    return program.curricula().stream().filter(one -> one.id().equals(curriculum)).flatMap(one -> one.courses().stream())
        .filter(one -> one.id().equals(course)).findFirst();
  }
}
