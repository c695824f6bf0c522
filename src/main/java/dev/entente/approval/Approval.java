package dev.entente.approval;

import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and what it came to.
 *
 * @param requestedBy user name, or {@code contact:<id>}
 * @param digest of the facts that the decisions hold for
 */
public record Approval(
    String id,
    long processInstanceKey,
    PartnerId partner,
    String kind,
    String subject,
    String requestedBy,
    String title,
    String digest,
    State state,
    OffsetDateTime openedAt,
    @Nullable OffsetDateTime closedAt) {

  /** ABANDONED: its process was stopped before an outcome. */
  public enum State { PENDING, APPROVED, REJECTED, WITHDRAWN, ABANDONED }

  public boolean isOpen() {
    return state == State.PENDING;
  }
}
