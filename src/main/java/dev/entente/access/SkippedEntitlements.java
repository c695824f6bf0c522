package dev.entente.access;

import dev.entente.ledger.LedgerUpkeep;
import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Entitlements that a process goes on without because they could not be granted, by somebody's decision. */
@Component
public class SkippedEntitlements {

  private final JdbcClient jdbc;
  private final LedgerUpkeep ledger;
  private final Trail trail;
  private final Clock clock;

  SkippedEntitlements(JdbcClient jdbc, LedgerUpkeep ledger, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.trail = trail;
    this.clock = clock;
  }

  List<String> of(PartnerId partner, long processInstanceKey) {
    return jdbc.sql("SELECT entitlement FROM access_drop WHERE process_instance_key = :instance AND partner_id = :partner ORDER BY entitlement")
        .param("instance", processInstanceKey)
        .param("partner", partner.value())
        .query(String.class)
        .list();
  }

  /** Of whatever process, as long as none has granted them since. */
  Map<PartnerId, Set<String>> of(Collection<PartnerId> partners) {
    Map<PartnerId, Set<String>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("""
              SELECT DISTINCT d.partner_id, d.entitlement FROM access_drop d
              WHERE d.partner_id IN (:ids) AND NOT EXISTS (SELECT FROM grant_view g
                WHERE g.partner_id = d.partner_id AND g.entitlement = d.entitlement AND g.granted_at > d.dropped_at)
              """)
          .param("ids", partners.stream().map(PartnerId::value).toList())
          .query(row -> {
            all.computeIfAbsent(new PartnerId(row.getString("partner_id")), one -> new HashSet<>()).add(row.getString("entitlement"));
          });
    }
    return all;
  }

  /** What failed since the last plan is left out of the next; each once. */
  @Transactional
  public List<String> dropFailed(PartnerId partner, long processInstanceKey, @Nullable String comment) {
    List<String> dropped = jdbc.sql("""
            INSERT INTO access_drop (process_instance_key, partner_id, entitlement, comment, dropped_at)
            SELECT DISTINCT process_instance_key, partner_id, entitlement, CAST(:comment AS text), CAST(:at AS timestamptz)
            FROM grant_view
            WHERE process_instance_key = :instance AND partner_id = :partner AND kind = 'ENTITLEMENT' AND state = 'FAILED' AND NOT answered
            ON CONFLICT DO NOTHING
            RETURNING entitlement
            """)
        .param("comment", comment)
        .param("at", OffsetDateTime.now(clock))
        .param("instance", processInstanceKey)
        .param("partner", partner.value())
        .query(String.class)
        .list();
    for (String entitlement : dropped) {
      trail.record(TrailEntry.of(partner.value(), "system", "entitlement.dropped",
          Map.of("entitlement", entitlement, "comment", comment == null ? "" : comment)).in(processInstanceKey));
    }
    return dropped;
  }

  /** A new plan has taken them into account: only what fails from here on counts. */
  @Transactional
  public void answerFailures(PartnerId partner, long processInstanceKey) {
    ledger.answerFailures(partner, processInstanceKey);
  }
}
