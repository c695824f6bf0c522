package dev.entente.termination;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One case of ending a partnership.
 *
 * @param terms null until they were decided
 * @param callOffAs what was decided before the unwind began, null while nothing was
 * @param code what anyone checks the termination certificate by, null until it is closed
 */
record Termination(
    long id, PartnerId partner, Reason reason, Gravity gravity, String explanation, State state, Stage stageBefore, String requestedBy, Instant requestedAt,
    @Nullable UUID start, @Nullable Terms terms, Dates dates, @Nullable State callOffAs, @Nullable String calledOffBy, @Nullable String calledOffWhy, @Nullable String code) {

  public enum Reason {
    CONVENIENCE, BREACH, INSOLVENCY, NON_RENEWAL, SANCTIONS
  }

  /** Of a breach; whatever else is the reason is ordinary. */
  public enum Gravity {
    ORDINARY, GRAVE
  }

  enum State {
    REQUESTED, NOTICE, UNWINDING, CLOSED, REJECTED, CURED, WITHDRAWN;

    boolean isOpen() {
      return isBeforeUnwind() || this == UNWINDING;
    }

    boolean isBeforeUnwind() {
      return this == REQUESTED || this == NOTICE;
    }
  }

  /** What the decision table says; also an input of jobs. */
  record Terms(int noticeDays, int cureDays, int windDownDays, boolean suspendAtOnce, boolean clawback) {}

  /** When what happened or will; null for what is not known yet. */
  record Dates(
      @Nullable Instant noticedAt, @Nullable Instant noticeEndsAt, @Nullable Instant cureUntil, @Nullable Instant unwindBeganAt,
      @Nullable Instant windDownUntil, @Nullable Instant provenAt, @Nullable Instant closedAt) {}

  String caseRef() {
    return "termination:" + id;
  }

  public boolean isOpen() {
    return state.isOpen();
  }

  public boolean isUnwinding() {
    return state == State.UNWINDING;
  }

  /** Until the unwind begins the partner may go on; the first decision counts. */
  public boolean mayBeCalledOff() {
    return state.isBeforeUnwind() && callOffAs == null;
  }

  public boolean mayBeCured() {
    return state == State.NOTICE && terms != null && terms.cureDays() > 0 && callOffAs == null;
  }
}
