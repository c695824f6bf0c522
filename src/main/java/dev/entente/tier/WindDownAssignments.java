package dev.entente.tier;

import dev.entente.access.Assignment;
import dev.entente.access.AssignmentSource;
import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What demoted partners may still use of the tier they have left. */
@Component
class WindDownAssignments implements AssignmentSource {

  private final JdbcClient jdbc;
  private final Clock clock;

  WindDownAssignments(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Map<PartnerId, List<Assignment>> inForce(Collection<PartnerId> partners) {
    Map<PartnerId, List<Assignment>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("""
              SELECT r.id, r.partner_id, r.wind_down_until, r.wind_down_contacts, v.from_tier FROM tier_review r
              JOIN LATERAL (SELECT from_tier FROM tier_verdict WHERE review_id = r.id ORDER BY id DESC LIMIT 1) v ON true
              WHERE r.partner_id IN (:ids) AND r.wind_down_until > :now AND r.wound_down_at IS NULL
              """)
          .param("ids", partners.stream().map(PartnerId::value).toList())
          .param("now", OffsetDateTime.now(clock))
          .query(row -> {
            all.computeIfAbsent(new PartnerId(row.getString("partner_id")), one -> new ArrayList<>()).add(windDown(row));
          });
    }
    return all;
  }

  private static Assignment windDown(ResultSet row) throws SQLException {
    return new Assignment.WindDown("Tier review " + row.getLong("id"), row.getString("from_tier"),
        row.getObject("wind_down_until", OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate(),
        Set.of((Long[]) row.getArray("wind_down_contacts").getArray()));
  }
}
