package dev.entente.partner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Partners with their people, many in two statements. */
@Component
public class PartnerSnapshots {

  private final JdbcClient jdbc;

  PartnerSnapshots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Unknown ids are left out. */
  @Transactional(readOnly = true)
  public List<PartnerSnapshot> of(Collection<PartnerId> partners) {
    if (partners.isEmpty()) {
      return List.of();
    }
    List<String> ids = partners.stream().map(PartnerId::value).toList();
    People people = people(ids);
    return jdbc.sql("""
            SELECT p.*, ARRAY(SELECT m.market FROM partner_market m WHERE m.partner_id = p.id) AS markets
            FROM partner p WHERE p.id IN (:ids) ORDER BY p.id
            """)
        .param("ids", ids)
        .query((row, number) -> snapshot(row, people))
        .list();
  }

  /** Ids in their order, from behind the one given. */
  @Transactional(readOnly = true)
  public List<PartnerId> after(String id, int most) {
    return jdbc.sql("SELECT id FROM partner WHERE id > :after ORDER BY id LIMIT :most")
        .param("after", id).param("most", most)
        .query((row, number) -> new PartnerId(row.getString("id")))
        .list();
  }

  private record People(Map<String, List<Contact>> present, Map<String, Set<String>> gone) {}

  private People people(List<String> ids) {
    Map<String, List<Contact>> present = new HashMap<>();
    Map<String, Set<String>> gone = new HashMap<>();
    jdbc.sql("SELECT id, partner_id, name, email, role, left_at IS NOT NULL AS gone FROM contact WHERE partner_id IN (:ids) ORDER BY id")
        .param("ids", ids)
        .query(row -> {
          String partner = row.getString("partner_id");
          if (row.getBoolean("gone")) {
            gone.computeIfAbsent(partner, one -> new HashSet<>()).add(row.getString("email").toLowerCase(Locale.ROOT));
          } else {
            present.computeIfAbsent(partner, one -> new ArrayList<>()).add(new Contact(row.getLong("id"), new PartnerId(partner), row.getString("name"),
                row.getString("email"), row.getString("role")));
          }
        });
    present.forEach((partner, contacts) -> contacts.forEach(contact ->
        gone.getOrDefault(partner, new HashSet<>()).removeIf(email -> email.equals(contact.email().toLowerCase(Locale.ROOT)))));
    return new People(present, gone);
  }

  private static PartnerSnapshot snapshot(ResultSet row, People people) throws SQLException {
    String id = row.getString("id");
    return new PartnerSnapshot(Partners.factsOf(row, people.present().getOrDefault(id, List.of())),
        row.getObject("stage_since", OffsetDateTime.class).toInstant(), row.getObject("renewal_on", LocalDate.class),
        Set.copyOf(people.gone().getOrDefault(id, Set.of())));
  }
}
