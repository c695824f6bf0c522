package dev.entente.approval;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What an approver has to know before deciding.
 *
 * @param askedFor whom the approver stands in for
 * @param answeredBy null while nobody answered; {@code system} when the time for it ran out
 */
public record InformationRequest(
    long id,
    String approvalId,
    int level,
    int seat,
    String question,
    String askedBy,
    @Nullable String askedFor,
    OffsetDateTime askedAt,
    @Nullable String answer,
    @Nullable String answeredBy,
    @Nullable OffsetDateTime answeredAt) {

  public boolean isOpen() {
    return answeredAt == null;
  }

  /** What the process waits for: a seat has one open question at a time, but an approval may have several. */
  String messageKey() {
    return approvalId + ":" + id;
  }
}
