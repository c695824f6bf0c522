package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All certificates. */
@Component
class Certificates {

  /** Something of the same holder and course that lasts longer. */
  private static final String FOLLOWED = """
       EXISTS (SELECT FROM certificate n WHERE n.contact_id = c.contact_id AND n.course = c.course AND n.expires_on > c.expires_on AND n.revoked_at IS NULL)
      """;
  private static final String COLUMNS =
      "id, code, token, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on, expires_on, revoked_at, lapsed_at";

  private final JdbcClient jdbc;
  private final Clock clock;

  Certificates(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Certificate> ofEnrollment(long enrollment) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM certificate WHERE enrollment_id = :id").param("id", enrollment).query(Certificates::map).optional();
  }

  Optional<Certificate> byCode(String code) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM certificate WHERE code = :code").param("code", code).query(Certificates::map).optional();
  }

  Certificate get(PartnerId partner, long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM certificate WHERE id = :id AND partner_id = :partner").param("id", id).param("partner", partner.value())
        .query(Certificates::map).optional()
        .orElseThrow(() -> new IllegalStateException("Expected certificate " + id + " of partner " + partner + ", but there is none"));
  }

  /** By enrollment. */
  Map<Long, Certificate> ofEnrollments(List<Long> enrollments) {
    Map<Long, Certificate> found = new HashMap<>();
    if (!enrollments.isEmpty()) {
      jdbc.sql("SELECT enrollment_id, " + COLUMNS + " FROM certificate WHERE enrollment_id IN (:ids)").param("ids", enrollments)
          .query(row -> {
            found.put(row.getLong("enrollment_id"), map(row, 0));
          });
    }
    return found;
  }

  /** What the holder got for the course since then, for another training that asked for the same. */
  Optional<Certificate> issuedSince(long contact, String course, LocalDate day) {
    return jdbc.sql("SELECT " + COLUMNS + """
             FROM certificate WHERE contact_id = :contact AND course = :course AND issued_on >= :day AND revoked_at IS NULL ORDER BY id DESC LIMIT 1
            """)
        .param("contact", contact).param("course", course).param("day", day).query(Certificates::map).optional();
  }

  Optional<byte[]> pdf(String token) {
    return jdbc.sql("SELECT pdf FROM certificate WHERE token = :token").param("token", token).query(byte[].class).optional();
  }

  /** @return its id, empty where the enrollment has its certificate already */
  Optional<Long> add(Certificate certificate, Enrollment enrollment, byte[] pdf) {
    return jdbc.sql("""
            INSERT INTO certificate (code, token, enrollment_id, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on,
                                     expires_on, pdf)
            VALUES (:code, :token, :enrollment, :partner, :contact, :holder, :curriculum, :course, :courseName, :score, :issued, :expires, :pdf)
            ON CONFLICT ON CONSTRAINT certificate_once DO NOTHING
            RETURNING id
            """)
        .param("code", certificate.code())
        .param("token", certificate.token())
        .param("enrollment", enrollment.id())
        .param("partner", certificate.partner().value())
        .param("contact", certificate.contactId())
        .param("holder", certificate.holderName())
        .param("curriculum", certificate.curriculum())
        .param("course", certificate.course())
        .param("courseName", certificate.courseName())
        .param("score", certificate.score())
        .param("issued", certificate.issuedOn())
        .param("expires", certificate.expiresOn())
        .param("pdf", pdf)
        .query(Long.class)
        .optional();
  }

  /** @return its id, empty where there is none, or it is revoked already */
  Optional<Long> revoke(PartnerId partner, String code, String reason) {
    return jdbc.sql("""
            UPDATE certificate SET revoked_at = :now, revoked_reason = :reason
            WHERE partner_id = :partner AND code = :code AND revoked_at IS NULL RETURNING id
            """)
        .param("partner", partner.value())
        .param("code", code)
        .param("reason", reason)
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .optional();
  }

  /** @return the ids of those that were not revoked before */
  List<Long> revokeOf(long contact, String reason) {
    return jdbc.sql("UPDATE certificate SET revoked_at = :now, revoked_reason = :reason WHERE contact_id = :contact AND revoked_at IS NULL RETURNING id")
        .param("contact", contact)
        .param("reason", reason)
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .list();
  }

  List<Long> unrevoked(PartnerId partner) {
    return jdbc.sql("SELECT id FROM certificate WHERE partner_id = :partner AND revoked_at IS NULL").param("partner", partner.value()).query(Long.class)
        .list();
  }

  /** Whether something lasts longer for the same holder and course. */
  boolean isFollowed(long id) {
    return jdbc.sql("SELECT count(*) FROM certificate c WHERE c.id = :id AND" + FOLLOWED).param("id", id).query(Long.class).single() == 1;
  }

  /** @return false where it does not lapse: it was revoked, followed by another, or recorded before */
  boolean lapse(long id) {
    return jdbc.sql("UPDATE certificate c SET lapsed_at = :now WHERE c.id = :id AND c.revoked_at IS NULL AND c.lapsed_at IS NULL AND NOT" + FOLLOWED)
        .param("id", id)
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  /** Of codes whose time is not over, those that count no more all the same. */
  List<String> revokedCodes(int page, int size) {
    return jdbc.sql("""
            SELECT code FROM certificate WHERE revoked_at IS NOT NULL AND expires_on >= :today ORDER BY id LIMIT :size OFFSET :offset
            """)
        .param("today", LocalDate.now(clock)).param("size", size).param("offset", (long) page * size).query(String.class).list();
  }

  /** Those that expire within the days and were not followed by a newer one. */
  List<Certificate> expiringWithin(int days) {
    LocalDate today = LocalDate.now(clock);
    return jdbc.sql("SELECT " + COLUMNS + """
             FROM certificate c
            WHERE revoked_at IS NULL AND expires_on BETWEEN :today AND :until AND NOT
            """ + FOLLOWED + """
            ORDER BY expires_on LIMIT 10000
            """)
        .param("today", today)
        .param("until", today.plusDays(days))
        .query(Certificates::map).list();
  }

  private static Certificate map(ResultSet row, int number) throws SQLException {
    return new Certificate(row.getLong("id"), row.getString("code"), row.getString("token"), new PartnerId(row.getString("partner_id")),
        row.getLong("contact_id"), row.getString("holder_name"), row.getString("curriculum"), row.getString("course"), row.getString("course_name"),
        row.getInt("score"), row.getObject("issued_on", LocalDate.class), row.getObject("expires_on", LocalDate.class), instant(row, "revoked_at"),
        instant(row, "lapsed_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
