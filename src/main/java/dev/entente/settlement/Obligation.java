package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is still owed.
 *
 * @param caseRef what it belongs to, such as {@code termination:7}
 * @param cents null for material, and for a fee or credit whose amount is not known yet
 */
record Obligation(
    long id, PartnerId partner, String caseRef, Kind kind, String description, @Nullable Long cents, @Nullable LocalDate dueOn, State state,
    @Nullable String note, String createdBy, @Nullable String endedBy, @Nullable Instant endedAt) {

  enum Kind {
    FEE, CREDIT, MATERIAL
  }

  enum State {
    OPEN, SETTLED, WAIVED
  }

  public boolean isMoney() {
    return kind != Kind.MATERIAL;
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** What the partner owes by it: negative for a credit. */
  long owed() {
    return cents == null || state == State.WAIVED ? 0 : kind == Kind.CREDIT ? -cents : cents;
  }
}
