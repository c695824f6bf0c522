package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a case comes to, as the partner is told.
 *
 * @param version 0 until it was issued; each correction is the next
 * @param owedCents what the partner owes, negative where the vendor does; null until it was issued
 */
public record Statement(
    long id, PartnerId partner, String caseRef, State state, int version, String currency, @Nullable Instant issuedAt, @Nullable Instant disputeUntil,
    @Nullable Long owedCents, @Nullable String answeredBy, @Nullable Instant answeredAt, @Nullable String disputeReason, @Nullable Instant closedAt,
    @Nullable String outcome) {

  public enum State {
    DRAFT, ISSUED, DISPUTED, FINAL, CLOSED
  }

  public boolean isIssued() {
    return state == State.ISSUED;
  }
}
