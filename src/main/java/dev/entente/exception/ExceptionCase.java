package dev.entente.exception;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request and what became of it.
 *
 * @param id such as {@code E-1001}
 * @param scope empty where the kind has none
 * @param owner the group that answers for it
 * @param requestedBy user name, or {@code contact:<id>}
 * @param extendsId what it goes on from
 * @param renewal 0 for a first one, 1 for its extension
 * @param startsAt null until it is applied; may lie ahead for an extension
 * @param note why it was revoked, or not applied
 */
record ExceptionCase(
    String id,
    PartnerId partner,
    ExceptionKind kind,
    String scope,
    @Nullable Integer amount,
    int days,
    String reason,
    String owner,
    String requestedBy,
    Instant requestedAt,
    @Nullable String extendsId,
    int renewal,
    State state,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason,
    @Nullable String revokedBy,
    @Nullable String note) {

  private static final String EXTENSION = "EXCEPTION_EXTENSION";

  enum State {
    REQUESTED, APPLYING, IN_FORCE, REVERTING, ENDED, REJECTED, WITHDRAWN, NOT_APPLIED;

    boolean isOpen() {
      return this == REQUESTED || this == APPLYING || this == IN_FORCE || this == REVERTING;
    }
  }

  enum EndReason {
    EXPIRED, REVOKED, TERMINATED
  }

  /** What has to be done beside the row when it begins and ends. */
  enum Change {
    LICENSE, ACCESS, NOTHING
  }

  Change change() {
    return switch (kind) {
      case USAGE_CAP, MARKET -> Change.LICENSE;
      case EARLY_ACCESS -> scope.startsWith(ExceptionKind.MODULE) ? Change.LICENSE : Change.ACCESS;
      case GRACE -> scope.equals(ExceptionKind.GRACE_LICENSE) ? Change.LICENSE : Change.NOTHING;
      case TRAINING_WAIVER, PAYMENT_TERMS -> Change.NOTHING;
    };
  }

  /** How approvals call it. */
  String approvalKind() {
    return extendsId == null ? approvalKind(kind) : EXTENSION;
  }

  private static String approvalKind(ExceptionKind kind) {
    return "EXCEPTION_" + kind;
  }

  static Set<String> approvalKinds() {
    return Stream.concat(Stream.of(ExceptionKind.values()).map(ExceptionCase::approvalKind), Stream.of(EXTENSION)).collect(Collectors.toUnmodifiableSet());
  }

  boolean isInForceAt(Instant at) {
    return state == State.IN_FORCE && startsAt != null && endsAt != null && !at.isBefore(startsAt) && at.isBefore(endsAt);
  }

  public boolean isRequestedByContact() {
    return requestedBy.startsWith("contact:");
  }
}
