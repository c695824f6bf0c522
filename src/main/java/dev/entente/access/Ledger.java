package dev.entente.access;

import dev.entente.access.Grant.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The short transactions before and after a call to a target; each locks, checks, changes one row and records it. */
@Component
class Ledger {

  private final JdbcClient jdbc;
  private final Grants grants;
  private final Admission admission;
  private final Trail trail;
  private final Clock clock;

  Ledger(JdbcClient jdbc, Grants grants, Admission admission, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.grants = grants;
    this.admission = admission;
    this.trail = trail;
    this.clock = clock;
  }

  /** What comes of the wish to grant. */
  sealed interface Intent {

    /** The row is there; the target is to be called. */
    record Call(Grant grant) implements Intent {}

    record AlreadyActive(Grant grant) implements Intent {}

    /** The same access is being revoked, which has to be finished first. */
    record BeingRevoked(Grant grant) implements Intent {}

    record Refused(String reason) implements Intent {}
  }

  /** What is to be done after the target granted. */
  enum Settlement {
    ACTIVE, TAKE_BACK, SUPERSEDED
  }

  /** What is to be done to revoke. */
  enum Revocation {
    CALL, KEPT_FOR_ANOTHER_GRANT, NOTHING
  }

  /** Adopts the open row of the same access, if a job before left one. */
  @Transactional
  public Intent intend(GrantOrder order) {
    Optional<String> refusal = admission.refusal(order.partner(), order.processInstanceKey());
    if (refusal.isPresent()) {
      insert(order, State.FAILED, refusal.get());
      record("grant.refused", order, Map.of("reason", refusal.get()));
      return new Intent.Refused(refusal.get());
    }
    Optional<Long> inserted = insert(order, State.REQUESTED, null);
    if (inserted.isPresent()) {
      return new Intent.Call(existing(inserted.get()));
    }
    Grant open = grants.openForUpdate(order)
        .orElseThrow(() -> new IllegalStateException("Expected an open grant of " + order.entitlement() + " for " + order.partner() + ", but it was just closed"));
    return switch (open.state()) {
      case ACTIVE -> new Intent.AlreadyActive(open);
      case REVOKING -> new Intent.BeingRevoked(open);
      default -> new Intent.Call(open);
    };
  }

  /** Active, if the partner still accepts grants and nobody revoked the row meanwhile; else what the target now holds is to be taken back. */
  @Transactional
  public Settlement settleGranted(Grant intended, String externalId, String evidence) {
    Optional<String> refusal = admission.refusal(intended.partner(), intended.processInstanceKey());
    Grant grant = locked(intended.id());
    if (grant.state() == State.ACTIVE) {
      return Settlement.ACTIVE;
    }
    if (grant.state() == State.REQUESTED && refusal.isEmpty()) {
      change(grant, State.ACTIVE, "external_id = :text, evidence = :more, granted_at = :now", externalId, evidence);
      record("grant.activated", grant, Map.of("externalId", externalId));
      return Settlement.ACTIVE;
    }
    if (grant.state() == State.REVOKING) {
      return Settlement.TAKE_BACK;
    }
    if (grant.state() != State.REQUESTED && reopened(grant)) {
      return Settlement.SUPERSEDED;
    }
    change(grant, State.REVOKING, "revoke_reason = :text, external_id = :more", refusal.orElse("Revoked while the target was granting"), externalId);
    return Settlement.TAKE_BACK;
  }

  /** The failure is kept; what the target may hold is to be revoked, after which the row is FAILED. */
  @Transactional
  public void beginFailure(Grant intended, String failure) {
    Grant grant = locked(intended.id());
    if (grant.state() == State.REQUESTED) {
      change(grant, State.REVOKING, "failure = :text", failure, null);
    }
  }

  /** A failure that never reached a target. */
  @Transactional
  public void recordFailure(GrantOrder order, String failure) {
    insert(order, State.FAILED, failure);
    record("grant.failed", order, Map.of("reason", failure));
  }

  /** The target could not be cleaned now; sweeping and every later revocation try again. */
  @Transactional
  public void settleFailedWithLeftover(Grant intended) {
    Grant grant = locked(intended.id());
    if (grant.state() == State.REVOKING) {
      change(grant, State.FAILED, "leftover = true, ended_at = :now", null, null);
      record("grant.failed", grant, Map.of("reason", String.valueOf(grant.failure()), "leftover", true));
    }
  }

  @Transactional
  public Revocation beginRevocation(long id, String reason) {
    Grant grant = locked(id);
    if (grant.state() == State.REVOKED || grant.state() == State.FAILED && !grant.leftover()) {
      return Revocation.NOTHING;
    }
    if (grant.state() == State.FAILED && reopened(grant)) {
      change(grant, State.FAILED, "leftover = false", null, null);
      return Revocation.NOTHING;
    }
    if (grant.state() != State.REVOKING) {
      change(grant, State.REVOKING, "leftover = false, revoke_reason = :text", reason, null);
    }
    return givenByAnother(grant) ? Revocation.KEPT_FOR_ANOTHER_GRANT : Revocation.CALL;
  }

  /** Revoked, or FAILED where the row never became active for a failure; a row that somebody else settled stays as it is. */
  @Transactional
  public void settleRevoked(long id, String evidence) {
    Grant grant = locked(id);
    if (grant.state() != State.REVOKING) {
      return;
    }
    State end = grant.failure() == null ? State.REVOKED : State.FAILED;
    change(grant, end, "ended_at = :now, evidence = concat_ws('; ', evidence, :text)", evidence, null);
    if (end == State.REVOKED) {
      record("grant.revoked", grant, Map.of("reason", String.valueOf(grant.revokeReason()), "evidence", evidence));
    } else {
      record("grant.failed", grant, Map.of("reason", String.valueOf(grant.failure()), "evidence", evidence));
    }
  }

  private Optional<Long> insert(GrantOrder order, State state, @Nullable String failure) {
    return jdbc.sql("""
            INSERT INTO access_grant (partner_id, kind, entitlement, name, target, role, holder, holder_name, state, failure,
              process_instance_key, element_id, requested_at, changed_at, ended_at, ends_on)
            VALUES (:partner, :kind, :entitlement, :name, :target, :role, :holder, :holderName, :state, :failure,
              :instance, :element, :now, :now, :ended, :endsOn)
            ON CONFLICT (partner_id, entitlement, holder) WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING') DO NOTHING
            RETURNING id
            """)
        .param("partner", order.partner().value()).param("kind", order.kind().name())
        .param("entitlement", order.entitlement()).param("name", order.name())
        .param("target", order.target()).param("role", order.role())
        .param("holder", order.holder()).param("holderName", order.holderName())
        .param("state", state.name()).param("failure", failure)
        .param("instance", order.processInstanceKey()).param("element", order.elementId())
        .param("now", now()).param("ended", state == State.FAILED ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("endsOn", order.endsOn())
        .query(Long.class)
        .optional();
  }

  private void change(Grant grant, State to, String assignments, @Nullable String text, @Nullable String more) {
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

  private Grant locked(long id) {
    return jdbc.sql("SELECT * FROM access_grant WHERE id = :id FOR UPDATE").param("id", id).query(Grants::grant).single();
  }

  private Grant existing(long id) {
    return grants.find(id).orElseThrow();
  }

  /** Whether a newer row of the same access is open: what the target holds is that row's now. */
  private boolean reopened(Grant grant) {
    return exists(grant, "entitlement = :entitlement AND state IN ('REQUESTED', 'ACTIVE', 'REVOKING')");
  }

  /** Whether another entitlement gives the same holder the same role. */
  private boolean givenByAnother(Grant grant) {
    return exists(grant, "target = :target AND role = :role AND entitlement <> :entitlement AND state IN ('REQUESTED', 'ACTIVE')");
  }

  private boolean exists(Grant grant, String condition) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM access_grant WHERE partner_id = :partner AND holder = :holder AND id <> :id AND " + condition + ")")
        .param("partner", grant.partner().value())
        .param("holder", grant.holder())
        .param("id", grant.id())
        .param("entitlement", grant.entitlement())
        .param("target", grant.target())
        .param("role", grant.role())
        .query(Boolean.class)
        .single();
  }

  private void record(String action, Grant grant, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("grant", grant.id());
    details.put("entitlement", grant.entitlement());
    details.put("target", grant.target());
    details.put("role", grant.role());
    details.put("holder", grant.holder());
    details.putAll(more);
    trail.record(TrailEntry.of(grant.partner().value(), "system", action, details).in(grant.processInstanceKey()));
  }

  private void record(String action, GrantOrder order, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("entitlement", order.entitlement());
    details.put("target", order.target());
    details.put("role", order.role());
    details.put("holder", order.holder());
    details.putAll(more);
    trail.record(TrailEntry.of(order.partner().value(), "system", action, details).in(order.processInstanceKey()));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
