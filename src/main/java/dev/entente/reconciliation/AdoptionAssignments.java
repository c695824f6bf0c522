package dev.entente.reconciliation;

import dev.entente.access.Assignment;
import dev.entente.access.AssignmentSource;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was taken into the ledger by decision, as a right of that holder alone until its end. */
@Component
class AdoptionAssignments implements AssignmentSource {

  private final JdbcClient jdbc;
  private final Clock clock;

  AdoptionAssignments(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Safe to repeat. */
  @Transactional
  public void add(GrantOrder order, long finding) {
    jdbc.sql("""
            INSERT INTO access_adoption (finding_id, partner_id, kind, entitlement, name, target, role, holder, holder_name, reason, owner, ends_on, review_on,
              process_instance_key)
            VALUES (:finding, :partner, :kind, :entitlement, :name, :target, :role, :holder, :holderName, :reason, :owner, :endsOn, :reviewOn, :process)
            ON CONFLICT (finding_id) DO NOTHING
            """)
        .param("finding", finding).param("partner", order.partner().value()).param("kind", order.kind().name())
        .param("entitlement", order.entitlement()).param("name", order.name())
        .param("target", order.place().target()).param("role", order.place().role())
        .param("holder", order.holder().id()).param("holderName", order.holder().name())
        .param("reason", order.terms().reason()).param("owner", order.terms().owner())
        .param("endsOn", order.terms().endsOn()).param("reviewOn", order.terms().reviewOn(), Types.DATE)
        .param("process", order.origin().processInstanceKey(), Types.BIGINT)
        .update();
  }

  @Transactional
  public void end(PartnerId partner, long process) {
    jdbc.sql("UPDATE access_adoption SET ended = true WHERE partner_id = :partner AND process_instance_key = :process")
        .param("partner", partner.value()).param("process", process).update();
  }

  @Override
  public Map<PartnerId, List<Assignment>> inForce(Collection<PartnerId> partners) {
    Map<PartnerId, List<Assignment>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("SELECT * FROM access_adoption WHERE partner_id IN (:ids) AND NOT ended AND ends_on >= :today ORDER BY finding_id")
          .param("ids", partners.stream().map(PartnerId::value).toList())
          .param("today", LocalDate.now(clock))
          .query(row -> {
            all.computeIfAbsent(new PartnerId(row.getString("partner_id")), one -> new ArrayList<>()).add(adopted(row));
          });
    }
    return all;
  }

  private static Assignment adopted(ResultSet row) throws SQLException {
    return new Assignment.Adopted("Finding " + row.getLong("finding_id"), Grant.Kind.valueOf(row.getString("kind")), row.getString("entitlement"),
        row.getString("name"), new Place(row.getString("target"), row.getString("role")), new Holder(row.getString("holder"), row.getString("holder_name")),
        new Terms(row.getString("reason"), row.getString("owner"), row.getObject("ends_on", LocalDate.class), row.getObject("review_on", LocalDate.class)));
  }
}
