package dev.entente.ledger;

import dev.entente.ledger.Grant.State;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the ledger's rows are written: inserted once, changed only from the state that was seen, each with its journal and the trail. */
@Component
class LedgerRows {

  private final JdbcClient jdbc;
  private final Journal journal;
  private final Trail trail;
  private final Clock clock;

  LedgerRows(JdbcClient jdbc, Journal journal, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.trail = trail;
    this.clock = clock;
  }

  /** Empty while the same access has an open row. */
  Optional<Long> insert(GrantOrder order, State state, @Nullable String failure) {
    Terms terms = order.terms();
    return jdbc.sql("""
            INSERT INTO access_grant (partner_id, kind, entitlement, name, target, role, holder, holder_name, state, failure,
              process_instance_key, element_id, requested_at, changed_at, terms_at, ended_at, ends_on, review_on, reason, owner)
            VALUES (:partner, :kind, :entitlement, :name, :target, :role, :holder, :holderName, :state, :failure,
              :instance, :element, :now, :now, :now, :ended, :endsOn, :reviewOn, :reason, :owner)
            ON CONFLICT (partner_id, entitlement, lower(holder)) WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING') DO NOTHING
            RETURNING id
            """)
        .param("partner", order.partner().value()).param("kind", order.kind().name())
        .param("entitlement", order.entitlement()).param("name", order.name())
        .param("target", order.place().target()).param("role", order.place().role())
        .param("holder", order.holder().id()).param("holderName", order.holder().name())
        .param("state", state.name()).param("failure", failure)
        .param("instance", order.origin().processInstanceKey(), Types.BIGINT).param("element", order.origin().elementId())
        .param("now", now()).param("ended", state == State.FAILED ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .param("endsOn", terms.endsOn()).param("reviewOn", terms.reviewOn(), Types.DATE)
        .param("reason", terms.reason()).param("owner", terms.owner())
        .query(Long.class)
        .optional();
  }

  void change(Grant grant, State to, String assignments, @Nullable String text, @Nullable String more) {
    int updated = jdbc.sql("UPDATE access_grant SET state = :to, changed_at = :now, " + assignments + " WHERE id = :id AND state = :from")
        .param("id", grant.id())
        .param("from", grant.state().name())
        .param("to", to.name())
        .param("now", now())
        .param("text", text)
        .param("more", more)
        .update();
    if (updated != 1) {
      throw new IllegalStateException("Expected grant " + grant.id() + " to be " + grant.state() + ", but it was changed under our lock");
    }
  }

  /** The same grant in another form: whoever answers for it, and its end, stay. */
  void renew(Grant grant, GrantOrder next, String externalId) {
    int updated = jdbc.sql("""
            UPDATE access_grant SET external_id = :externalId, name = :name, role = :role, reason = :reason, changed_at = :now
            WHERE id = :id AND state = 'ACTIVE'
            """)
        .param("id", grant.id()).param("externalId", externalId).param("name", next.name()).param("role", next.place().role())
        .param("reason", next.terms().reason()).param("now", now())
        .update();
    if (updated != 1) {
      throw new IllegalStateException("Expected grant " + grant.id() + " to be ACTIVE, but it was changed under our lock");
    }
  }

  void extend(Grant grant, Terms terms) {
    jdbc.sql("UPDATE access_grant SET ends_on = :endsOn, review_on = :reviewOn, noticed_at = NULL, review_asked_at = NULL, terms_at = :now WHERE id = :id AND state = 'ACTIVE'")
        .param("id", grant.id())
        .param("endsOn", terms.endsOn())
        .param("reviewOn", terms.reviewOn(), Types.DATE)
        .param("now", now())
        .update();
  }

  /** Another cause gives it from now on. */
  void align(Grant grant, Terms terms) {
    int updated = jdbc.sql("""
            UPDATE access_grant SET ends_on = :endsOn, review_on = :reviewOn, reason = :reason, owner = :owner, noticed_at = NULL, review_asked_at = NULL,
              terms_at = :now
            WHERE id = :id AND state = 'ACTIVE'
            """)
        .param("id", grant.id()).param("endsOn", terms.endsOn()).param("reviewOn", terms.reviewOn(), Types.DATE)
        .param("reason", terms.reason()).param("owner", terms.owner()).param("now", now())
        .update();
    if (updated != 1) {
      throw new IllegalStateException("Expected grant " + grant.id() + " to be ACTIVE, but it was changed under our lock");
    }
  }

  /** A role of its holder is about to be granted: it is not idle. */
  void touch(Grant account) {
    jdbc.sql("UPDATE access_grant SET changed_at = :now WHERE id = :id").param("id", account.id()).param("now", now()).update();
  }

  void identify(long id, String stableId) {
    jdbc.sql("UPDATE access_grant SET stable_id = :stable WHERE id = :id").param("id", id).param("stable", stableId).update();
  }

  /** A call may be under way, and arrive after what takes it back: see {@link LateGrantCheck}. */
  void lookAgain(Grant grant) {
    jdbc.sql("UPDATE access_grant SET look_again_at = :at WHERE id = :id").param("id", grant.id()).param("at", now().plus(LateGrantCheck.AFTER)).update();
  }

  void looked(Grant grant) {
    jdbc.sql("UPDATE access_grant SET look_again_at = NULL WHERE id = :id AND state IN ('REVOKED', 'FAILED')").param("id", grant.id()).update();
  }

  /** Whether the target was asked to give something, and no good answer was written down. */
  boolean isBeingCalled(Grant grant) {
    return jdbc.sql("SELECT step IN ('SENT', 'TROUBLE') FROM access_journal WHERE grant_id = :id ORDER BY id DESC LIMIT 1")
        .param("id", grant.id()).query(Boolean.class).optional().orElse(false);
  }

  /** Whether an active account has had nothing to be there for since then. */
  boolean isIdle(Grant account, OffsetDateTime since) {
    return jdbc.sql("SELECT " + Grants.IDLE + " FROM access_grant account WHERE id = :id").param("id", account.id()).param("since", since)
        .query(Boolean.class).single();
  }

  void reviewed(Grant grant) {
    jdbc.sql("UPDATE access_grant SET review_on = NULL, review_asked_at = NULL WHERE id = :id").param("id", grant.id()).update();
  }

  /** Holds the row until the transaction ends. */
  Grant locked(long id) {
    return jdbc.sql("SELECT * FROM access_grant WHERE id = :id FOR UPDATE").param("id", id).query(Grants::grant).single();
  }

  /** The same, with all rows that give the same holder the same role, always in the same order. */
  Grant lockedWithSameRole(long id) {
    return jdbc.sql("""
            SELECT other.* FROM access_grant one JOIN access_grant other ON other.partner_id = one.partner_id AND other.target = one.target
              AND lower(other.holder) = lower(one.holder) AND lower(other.role) = lower(one.role)
            WHERE one.id = :id AND (other.id = one.id OR other.state IN ('REQUESTED', 'ACTIVE', 'REVOKING'))
            ORDER BY other.id
            FOR UPDATE OF other
            """)
        .param("id", id).query(Grants::grant).list().stream().filter(grant -> grant.id() == id).findFirst().orElseThrow();
  }

  /** Whether a newer row of the same access is open: what the target holds is that row's now. */
  boolean reopened(Grant grant) {
    return exists(grant, "entitlement = :entitlement AND state IN ('REQUESTED', 'ACTIVE', 'REVOKING')");
  }

  /** Whether another entitlement gives the same holder the same role. */
  boolean givenByAnother(Grant grant) {
    return exists(grant, "target = :target AND lower(role) = lower(:role) AND entitlement <> :entitlement AND state IN ('REQUESTED', 'ACTIVE')");
  }

  void journal(long grant, Step step, Origin origin, @Nullable String detail) {
    journal.write(grant, step, origin, detail);
  }

  void trail(String action, Grant grant, Origin origin, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("grant", grant.id());
    details.putAll(facts(grant.entitlement(), grant.target(), grant.role(), grant.holder()));
    details.putAll(more);
    record(grant.partner().value(), action, origin, grant.processInstanceKey(), details);
  }

  void trail(String action, GrantOrder order, Map<String, Object> more) {
    Map<String, Object> details = facts(order.entitlement(), order.place().target(), order.place().role(), order.holder().id());
    details.putAll(more);
    record(order.partner().value(), action, order.origin(), null, details);
  }

  private void record(String partner, String action, Origin origin, @Nullable Long grantedBy, Map<String, Object> details) {
    TrailEntry entry = TrailEntry.of(partner, origin.actor(), action, details);
    Long instance = origin.processInstanceKey() == null ? grantedBy : origin.processInstanceKey();
    trail.record(instance == null ? entry : entry.in(instance));
  }

  private static Map<String, Object> facts(String entitlement, String target, String role, String holder) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("entitlement", entitlement);
    facts.put("target", target);
    facts.put("role", role);
    facts.put("holder", holder);
    return facts;
  }

  private boolean exists(Grant grant, String condition) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM access_grant WHERE partner_id = :partner AND lower(holder) = lower(:holder) AND id <> :id AND " + condition + ")")
        .param("partner", grant.partner().value())
        .param("holder", grant.holder())
        .param("id", grant.id())
        .param("entitlement", grant.entitlement())
        .param("target", grant.target())
        .param("role", grant.role())
        .query(Boolean.class)
        .single();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  void answerFailures(PartnerId partner, long processInstanceKey) {
    jdbc.sql("""
            UPDATE access_grant SET answered = true
            WHERE process_instance_key = :instance AND partner_id = :partner AND kind = 'ENTITLEMENT' AND state = 'FAILED' AND NOT answered
            """)
        .param("instance", processInstanceKey)
        .param("partner", partner.value())
        .update();
  }
}
