package dev.entente.ledger;

import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.partner.PartnerId;
import dev.entente.provisioning.TargetSystem.Access;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entitlement really given to one holder in one target system.
 *
 * @param name of the entitlement, for people
 * @param holder the partner id, or a contact's mail address in lower case
 * @param externalId what the target calls it
 * @param leftover the target may still hold something of a failed grant
 */
public record Grant(
    long id,
    PartnerId partner,
    Kind kind,
    String entitlement,
    String name,
    String target,
    String role,
    String holder,
    String holderName,
    State state,
    @Nullable String externalId,
    @Nullable String evidence,
    @Nullable String failure,
    @Nullable String revokeReason,
    long processInstanceKey,
    String elementId,
    Instant requestedAt,
    @Nullable Instant grantedAt,
    @Nullable Instant endedAt,
    Terms terms,
    boolean leftover) {

  public enum Kind {
    ACCOUNT, ENTITLEMENT, LICENSE
  }

  public enum State {
    REQUESTED, ACTIVE, REVOKING, REVOKED, FAILED
  }

  public Access access() {
    return new Access(partner.value(), holder, holderName, role);
  }

  /** A grant without an end does not exist. */
  public LocalDate endsOn() {
    return terms.endsOn();
  }
}
