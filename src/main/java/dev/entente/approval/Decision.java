package dev.entente.approval;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What one person said on one seat.
 *
 * @param decidedFor whom the person stood in for
 * @param stale the facts changed since
 */
record Decision(
    int level, int seat, String answer, @Nullable String reason, String decidedBy, @Nullable String decidedFor, String digest, OffsetDateTime decidedAt,
    boolean stale) {

  boolean approves() {
    return answer.equals("APPROVE");
  }

  /** Neither the person nor whom it stands in for may speak twice. */
  boolean isOf(String person) {
    return person.equals(decidedBy) || person.equals(decidedFor);
  }
}
