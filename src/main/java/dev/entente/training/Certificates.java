package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All certificates. */
@Component
class Certificates {

  private static final String COLUMNS =
      "id, code, token, partner_id, contact_id, holder_name, course, course_name, score, issued_on, expires_on, revoked_at";

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

  List<Certificate> of(PartnerId partner) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM certificate WHERE partner_id = :partner ORDER BY id DESC LIMIT 500")
        .param("partner", partner.value()).query(Certificates::map).list();
  }

  Optional<byte[]> pdf(String token) {
    return jdbc.sql("SELECT pdf FROM certificate WHERE token = :token").param("token", token).query(byte[].class).optional();
  }

  /** @return false where the enrollment has its certificate already */
  boolean add(Certificate certificate, Enrollment enrollment, byte[] pdf) {
    return jdbc.sql("""
            INSERT INTO certificate (code, token, enrollment_id, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on,
                                     expires_on, pdf)
            VALUES (:code, :token, :enrollment, :partner, :contact, :holder, :curriculum, :course, :courseName, :score, :issued, :expires, :pdf)
            ON CONFLICT ON CONSTRAINT certificate_once DO NOTHING
            """)
        .param("code", certificate.code())
        .param("token", certificate.token())
        .param("enrollment", enrollment.id())
        .param("partner", certificate.partner().value())
        .param("contact", certificate.contactId())
        .param("holder", certificate.holderName())
        .param("curriculum", enrollment.curriculum())
        .param("course", certificate.course())
        .param("courseName", certificate.courseName())
        .param("score", certificate.score())
        .param("issued", certificate.issuedOn())
        .param("expires", certificate.expiresOn())
        .param("pdf", pdf)
        .update() == 1;
  }

  boolean revoke(PartnerId partner, String code, String reason) {
    return jdbc.sql("""
            UPDATE certificate SET revoked_at = :now, revoked_reason = :reason
            WHERE partner_id = :partner AND code = :code AND revoked_at IS NULL
            """)
        .param("partner", partner.value())
        .param("code", code)
        .param("reason", reason)
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  /** Whether the contact holds a certificate of the course that counts today. */
  boolean passed(long contact, String course) {
    return jdbc.sql("""
            SELECT count(*) FROM certificate
            WHERE contact_id = :contact AND course = :course AND revoked_at IS NULL AND expires_on >= :today
            """)
        .param("contact", contact)
        .param("course", course)
        .param("today", LocalDate.now(clock))
        .query(Long.class).single() > 0;
  }

  /** Those that expire within the days and were not followed by a newer one. */
  List<Certificate> expiringWithin(int days) {
    LocalDate today = LocalDate.now(clock);
    return jdbc.sql("SELECT " + COLUMNS + """
             FROM certificate c
            WHERE revoked_at IS NULL AND expires_on BETWEEN :today AND :until AND NOT EXISTS (
              SELECT FROM certificate n WHERE n.contact_id = c.contact_id AND n.course = c.course AND n.expires_on > c.expires_on AND n.revoked_at IS NULL)
            ORDER BY expires_on LIMIT 10000
            """)
        .param("today", today)
        .param("until", today.plusDays(days))
        .query(Certificates::map).list();
  }

  private static Certificate map(ResultSet row, int number) throws SQLException {
    OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    return new Certificate(row.getLong("id"), row.getString("code"), row.getString("token"), new PartnerId(row.getString("partner_id")),
        row.getLong("contact_id"), row.getString("holder_name"), row.getString("course"), row.getString("course_name"), row.getInt("score"),
        row.getObject("issued_on", LocalDate.class), row.getObject("expires_on", LocalDate.class), revoked == null ? null : revoked.toInstant());
  }
}
