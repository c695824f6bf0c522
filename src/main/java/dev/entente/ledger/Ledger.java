package dev.entente.ledger;

import dev.entente.ledger.Grant.State;
import dev.entente.ledger.Journal.Step;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The short transactions before and after a call to a target; each locks, checks, changes one row and records it. */
@Component
public class Ledger {

  private final LedgerRows rows;
  private final Grants grants;
  private final GrantEligibility admission;

  Ledger(LedgerRows rows, Grants grants, GrantEligibility admission) {
    this.rows = rows;
    this.grants = grants;
    this.admission = admission;
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
    Optional<String> refusal = admission.refusal(order.partner(), order.holder().id(), order.origin().processInstanceKey());
    if (refusal.isPresent()) {
      rows.insert(order, State.FAILED, refusal.get()).ifPresent(id -> rows.journal(id, Step.REFUSED, order.origin(), refusal.get()));
      rows.trail("grant.refused", order, Map.of("reason", refusal.get()));
      return new Intent.Refused(refusal.get());
    }
    Optional<Long> inserted = rows.insert(order, State.REQUESTED, null);
    if (inserted.isPresent()) {
      rows.journal(inserted.get(), Step.INTENDED, order.origin(), order.terms().reason());
      return sent(grants.find(inserted.get()).orElseThrow(), order.origin());
    }
    Grant open = grants.openForUpdate(order)
        .orElseThrow(() -> new IllegalStateException("Expected an open grant of " + order.entitlement() + " for " + order.partner() + ", but it was just closed"));
    return switch (open.state()) {
      case ACTIVE -> new Intent.AlreadyActive(extended(open, order));
      case REVOKING -> new Intent.BeingRevoked(open);
      default -> sent(open, order.origin());
    };
  }

  /** The same wish for a row that is there; for what was begun and waits. */
  @Transactional
  public Intent resume(long id, Origin origin) {
    Grant seen = grants.find(id).orElseThrow();
    Optional<String> refusal = admission.refusal(seen.partner(), seen.holder(), origin.processInstanceKey());
    Grant grant = rows.locked(id);
    if (grant.state() == State.ACTIVE) {
      return new Intent.AlreadyActive(grant);
    }
    if (grant.state() == State.REVOKING) {
      return new Intent.BeingRevoked(grant);
    }
    if (grant.state() != State.REQUESTED) {
      return new Intent.Refused("Grant " + id + " is " + grant.state());
    }
    return refusal.<Intent>map(Intent.Refused::new).orElseGet(() -> sent(grant, origin));
  }

  /** Active, if the partner still accepts grants and nobody revoked the row meanwhile; else what the target now holds is to be taken back. */
  @Transactional
  public Settlement settleGranted(Grant intended, String externalId, String evidence, Origin origin) {
    Optional<String> refusal = admission.refusal(intended.partner(), intended.holder(), origin.processInstanceKey());
    Grant grant = rows.locked(intended.id());
    if (grant.state() == State.ACTIVE) {
      return Settlement.ACTIVE;
    }
    rows.journal(grant.id(), Step.CONFIRMED, origin, externalId);
    if (grant.state() == State.REQUESTED && refusal.isEmpty()) {
      rows.change(grant, State.ACTIVE, "external_id = :text, evidence = :more, granted_at = :now", externalId, evidence);
      rows.journal(grant.id(), Step.VERIFIED, origin, evidence);
      rows.trail("grant.activated", grant, origin, Map.of("externalId", externalId));
      return Settlement.ACTIVE;
    }
    if (grant.state() == State.REVOKING) {
      return Settlement.TAKE_BACK;
    }
    if (grant.state() != State.REQUESTED && rows.reopened(grant)) {
      rows.journal(grant.id(), Step.SUPERSEDED, origin, null);
      return Settlement.SUPERSEDED;
    }
    String why = refusal.orElse("Revoked while the target was granting");
    rows.change(grant, State.REVOKING, "revoke_reason = :text, external_id = :more", why, externalId);
    rows.journal(grant.id(), Step.TAKEN_BACK, origin, why);
    return Settlement.TAKE_BACK;
  }

  /** What the target calls the account for good; kept also where the grant comes to nothing. */
  @Transactional
  public void identify(long id, Optional<String> stableId) {
    stableId.ifPresent(known -> rows.identify(id, known));
  }

  /** Whether the target may be asked to give anew what it gives: an active grant of a partner that accepts grants. */
  @Transactional
  public boolean intendRenewal(Grant seen, Origin origin) {
    if (admission.refusal(seen.partner(), seen.holder(), origin.processInstanceKey()).isPresent() || rows.locked(seen.id()).state() != State.ACTIVE) {
      return false;
    }
    rows.journal(seen.id(), Step.SENT, origin, null);
    return true;
  }

  /** @return false where the grant was revoked meanwhile: what the target now holds is to be taken back */
  @Transactional
  public boolean settleRenewed(Grant seen, GrantOrder next, String externalId) {
    Grant grant = rows.locked(seen.id());
    if (grant.state() != State.ACTIVE) {
      rows.journal(grant.id(), Step.TAKEN_BACK, next.origin(), externalId);
      return false;
    }
    if (!externalId.equals(grant.externalId())) {
      rows.renew(grant, next, externalId);
      rows.journal(grant.id(), Step.RENEWED, next.origin(), grant.name() + " " + grant.externalId() + " became " + next.name() + " " + externalId);
      rows.trail("grant.renewed", grant, next.origin(), Map.of("externalId", externalId, "role", next.place().role()));
    }
    return true;
  }

  /** The failure is kept; what the target may hold is to be revoked, after which the row is FAILED. */
  @Transactional
  public void beginFailure(Grant intended, String failure, Origin origin) {
    Grant grant = rows.locked(intended.id());
    if (grant.state() == State.REQUESTED) {
      rows.lookAgain(grant);
      rows.change(grant, State.REVOKING, "failure = :text", failure, null);
      rows.journal(grant.id(), Step.FAILED, origin, failure);
    }
  }

  /** A failure that never reached a target. */
  @Transactional
  public void recordFailure(GrantOrder order, String failure) {
    rows.insert(order, State.FAILED, failure).ifPresent(id -> rows.journal(id, Step.FAILED, order.origin(), failure));
    rows.trail("grant.failed", order, Map.of("reason", failure));
  }

  /** The target could not be cleaned now; sweeping and every later revocation try again. */
  @Transactional
  public void settleFailedWithLeftover(Grant intended, Origin origin) {
    Grant grant = rows.locked(intended.id());
    if (grant.state() == State.REVOKING) {
      rows.change(grant, State.FAILED, "leftover = true, ended_at = :now", null, null);
      rows.trail("grant.failed", grant, origin, Map.of("reason", String.valueOf(grant.failure()), "leftover", true));
    }
  }

  boolean isWanted(long id) {
    State state = grants.find(id).orElseThrow().state();
    return state == State.REQUESTED || state == State.ACTIVE;
  }

  /** Before an active grant is given to the target once more; answers why not. */
  @Transactional
  public Optional<String> beginRestoring(long id, String why, Origin origin) {
    Grant seen = grants.find(id).orElseThrow();
    Optional<String> refusal = admission.refusal(seen.partner(), seen.holder(), origin.processInstanceKey());
    Grant grant = rows.locked(id);
    if (grant.state() != State.ACTIVE) {
      return Optional.of("Grant " + id + " is " + grant.state());
    }
    if (refusal.isEmpty()) {
      rows.journal(id, Step.RESTORED, origin, why);
      rows.journal(id, Step.SENT, origin, null);
    }
    return refusal;
  }

  /** False when it was revoked during the call: what the target now holds is to be taken back. */
  @Transactional
  public boolean settleRestored(long id, String externalId, Origin origin) {
    Grant seen = grants.find(id).orElseThrow();
    Optional<String> refusal = admission.refusal(seen.partner(), seen.holder(), origin.processInstanceKey());
    Grant grant = rows.locked(id);
    rows.journal(id, Step.CONFIRMED, origin, externalId);
    if (grant.state() == State.ACTIVE && refusal.isEmpty()) {
      rows.journal(id, Step.VERIFIED, origin, externalId);
      return true;
    }
    if (grant.state() == State.REVOKED && !rows.reopened(grant)) {
      rows.change(grant, State.REVOKING, "revoke_reason = :text", "Revoked while the target was granting again", null);
      rows.journal(id, Step.TAKEN_BACK, origin, refusal.orElse(null));
    }
    return false;
  }

  /** Somebody looked and found that it is still needed; false where it is not active any more. */
  @Transactional
  public boolean reviewed(long id, String why, Origin origin) {
    Grant grant = rows.locked(id);
    if (grant.state() != State.ACTIVE) {
      return false;
    }
    rows.reviewed(grant);
    rows.journal(id, Step.REVIEWED, origin, why);
    rows.trail("grant.reviewed", grant, origin, Map.of("reason", why));
    return true;
  }

  /** A call that came to nothing for now; the row stays as it is. */
  @Transactional
  public void note(long id, Step step, Origin origin, String detail) {
    rows.locked(id);
    rows.journal(id, step, origin, detail);
  }

  /** Rows that give one role to one holder wait for each other: of two that are revoked at once, the second sees that the first gives nothing any more. */
  @Transactional
  public Revocation beginRevocation(long id, String reason, Origin origin) {
    Grant grant = rows.lockedWithSameRole(id);
    if (grant.state() == State.REVOKED || grant.state() == State.FAILED && !grant.leftover()) {
      return Revocation.NOTHING;
    }
    if (grant.state() == State.FAILED && rows.reopened(grant)) {
      rows.change(grant, State.FAILED, "leftover = false", null, null);
      rows.journal(id, Step.SUPERSEDED, origin, null);
      return Revocation.NOTHING;
    }
    if (grant.state() != State.REVOKING) {
      if (grant.state() == State.REQUESTED || rows.isBeingCalled(grant)) {
        rows.lookAgain(grant);
      }
      rows.change(grant, State.REVOKING, "leftover = false, revoke_reason = :text", reason, null);
      rows.journal(id, Step.REVOKE_INTENDED, origin, reason);
    }
    if (rows.givenByAnother(grant)) {
      return Revocation.KEPT_FOR_ANOTHER_GRANT;
    }
    rows.journal(id, Step.REVOKE_SENT, origin, null);
    return Revocation.CALL;
  }

  /** Revoked, or FAILED where the row never became active for a failure; a row that somebody else settled stays as it is. */
  @Transactional
  public void settleRevoked(long id, String evidence, Origin origin) {
    Grant grant = rows.locked(id);
    if (grant.state() != State.REVOKING) {
      return;
    }
    State end = grant.failure() == null ? State.REVOKED : State.FAILED;
    rows.change(grant, end, "ended_at = :now, evidence = concat_ws('; ', evidence, :text)", evidence, null);
    rows.journal(id, Step.REVOKED_CONFIRMED, origin, null);
    rows.journal(id, Step.REVOKED_VERIFIED, origin, evidence);
    if (end == State.REVOKED) {
      rows.trail("grant.revoked", grant, origin, Map.of("reason", String.valueOf(grant.revokeReason()), "evidence", evidence));
    } else {
      rows.trail("grant.failed", grant, origin, Map.of("reason", String.valueOf(grant.failure()), "evidence", evidence));
    }
  }

  private Intent.Call sent(Grant grant, Origin origin) {
    rows.journal(grant.id(), Step.SENT, origin, null);
    return new Intent.Call(grant);
  }

  /**
   * Another process that wants the same access for longer keeps it longer; the same process asks again only because it repeats itself. A license
   * carries its own end and is issued anew instead.
   */
  private Grant extended(Grant open, GrantOrder order) {
    if (open.kind() == Grant.Kind.ACCOUNT) {
      rows.touch(open);
    }
    boolean repeated = Objects.equals(open.processInstanceKey(), order.origin().processInstanceKey());
    if (repeated || open.kind() == Grant.Kind.LICENSE || !order.terms().endsOn().isAfter(open.endsOn())) {
      return open;
    }
    rows.extend(open, order.terms());
    rows.journal(open.id(), Step.EXTENDED, order.origin(), open.endsOn() + " to " + order.terms().endsOn() + ": " + order.terms().reason());
    return grants.find(open.id()).orElseThrow();
  }
}
