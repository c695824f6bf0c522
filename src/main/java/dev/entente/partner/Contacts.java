package dev.entente.partner;

import dev.entente.portal.PortalUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Contacts looked up by themselves, with where their partner stands. */
@Component
public class Contacts {

  private static final String STANDING = """
      SELECT c.id, c.partner_id, c.email, c.name, c.role, p.legal_name, p.stage FROM contact c JOIN partner p ON p.id = c.partner_id WHERE c.left_at IS NULL
      """;

  private final JdbcClient jdbc;

  Contacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @param role what the person does at the partner, as in {@link Contact} */
  public record Standing(PortalUser user, String role, String legalName, Stage stage) {}

  /** Empty for a contact who left. */
  @Transactional(readOnly = true)
  public Optional<Standing> find(long contactId) {
    return jdbc.sql(STANDING + " AND c.id = :id").param("id", contactId).query(Contacts::standing).optional();
  }

  /** One person can be a contact of several partners; the first ones are answered. */
  @Transactional(readOnly = true)
  public List<Standing> withEmail(String email, int most) {
    return jdbc.sql(STANDING + " AND lower(c.email) = lower(:email) ORDER BY c.id DESC LIMIT :most")
        .param("email", email)
        .param("most", most)
        .query(Contacts::standing)
        .list();
  }

  private static Standing standing(ResultSet row, int number) throws SQLException {
    PortalUser user = new PortalUser(new PartnerId(row.getString("partner_id")), row.getLong("id"), row.getString("email"), row.getString("name"));
    return new Standing(user, row.getString("role"), row.getString("legal_name"), Stage.valueOf(row.getString("stage")));
  }
}
