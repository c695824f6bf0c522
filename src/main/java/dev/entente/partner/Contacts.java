package dev.entente.partner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Contacts looked up by themselves, with where their partner stands. */
@Component
public class Contacts {

  private static final String KNOWN = """
      SELECT c.id, c.partner_id, c.email, c.name, c.role, p.legal_name, p.stage, p.papers_until FROM contact c JOIN partner p ON p.id = c.partner_id WHERE c.left_at IS NULL
      """;

  private final JdbcClient jdbc;

  Contacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty for a contact who left. */
  @Transactional(readOnly = true)
  public Optional<KnownContact> find(long contactId) {
    return jdbc.sql(KNOWN + " AND c.id = :id").param("id", contactId).query(Contacts::known).optional();
  }

  /** One person can be a contact of several partners; the first ones are answered. */
  @Transactional(readOnly = true)
  public List<KnownContact> withEmail(String email, int most) {
    return jdbc.sql(KNOWN + " AND lower(c.email) = lower(:email) ORDER BY c.id DESC LIMIT :most")
        .param("email", email)
        .param("most", most)
        .query(Contacts::known)
        .list();
  }

  /** Whether the address belongs to somebody who has left the partner, and to nobody who is there. */
  @Transactional(readOnly = true)
  public boolean hasLeft(PartnerId partner, String email) {
    return jdbc.sql("""
            SELECT count(*) > 0 AND bool_and(left_at IS NOT NULL) FROM contact WHERE partner_id = :partner AND lower(email) = lower(:email)
            """)
        .param("partner", partner.value())
        .param("email", email)
        .query(Boolean.class)
        .single();
  }

  private static KnownContact known(ResultSet row, int number) throws SQLException {
    return new KnownContact(new PartnerId(row.getString("partner_id")), row.getLong("id"), row.getString("email"), row.getString("name"), row.getString("role"),
        row.getString("legal_name"), Stage.valueOf(row.getString("stage")), papersUntil(row));
  }

  private static @Nullable Instant papersUntil(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("papers_until", OffsetDateTime.class);
    return until == null ? null : until.toInstant();
  }
}
