package dev.entente.ledger;

import dev.entente.partner.PartnerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the ledger says of the past of many partners at once. */
@Component
public class GrantHistory {

  private final JdbcClient jdbc;

  GrantHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Entitlements that were really in force at some time. */
  public Map<PartnerId, Set<String>> provisioned(Collection<PartnerId> partners) {
    Map<PartnerId, Set<String>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("SELECT DISTINCT partner_id, entitlement FROM access_grant WHERE partner_id IN (:ids) AND granted_at IS NOT NULL")
          .param("ids", ids(partners))
          .query(row -> {
            all.computeIfAbsent(new PartnerId(row.getString("partner_id")), one -> new HashSet<>()).add(row.getString("entitlement"));
          });
    }
    return all;
  }

  /** What somebody has revoked by decision and nobody has granted since: it is not given again by itself. */
  public Map<PartnerId, Set<GrantKey>> withheld(Collection<PartnerId> partners) {
    Map<PartnerId, Set<GrantKey>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("""
              SELECT partner_id, entitlement, holder FROM (
                SELECT DISTINCT ON (partner_id, entitlement, lower(holder)) id, partner_id, entitlement, holder, state FROM access_grant
                WHERE partner_id IN (:ids) AND state <> 'FAILED'
                ORDER BY partner_id, entitlement, lower(holder), id DESC) AS latest
              WHERE state = 'REVOKED'
                AND EXISTS (SELECT FROM access_journal j WHERE j.grant_id = latest.id AND j.step = 'REVOKE_INTENDED' AND j.element_id = :element)
              """)
          .param("ids", ids(partners))
          .param("element", Origin.PERSON)
          .query(row -> {
            all.computeIfAbsent(new PartnerId(row.getString("partner_id")), one -> new HashSet<>())
                .add(new GrantKey(row.getString("entitlement"), row.getString("holder")));
          });
    }
    return all;
  }

  private static List<String> ids(Collection<PartnerId> partners) {
    return partners.stream().map(PartnerId::value).toList();
  }
}
