package dev.entente.evidence;

import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a partner is asked to prove, and its answer.
 *
 * @param titleKey message key
 * @param signedName who signed the declaration, as it was typed
 * @param declaration the very words that were signed
 */
public record EvidenceRequest(
    long id,
    PartnerId partner,
    Kind kind,
    String titleKey,
    String instructions,
    State state,
    long processInstanceKey,
    OffsetDateTime requestedAt,
    OffsetDateTime dueAt,
    @Nullable OffsetDateTime submittedAt,
    @Nullable Long submittedBy,
    @Nullable String signedName,
    @Nullable String declaration,
    @Nullable String note) {

  public enum Kind {
    RETURN_CERTIFICATE, DESTRUCTION_CERTIFICATE, AUDIT_EVIDENCE, OTHER;

    /** A certificate is a declaration that somebody signs; other evidence can be files alone. */
    public boolean isDeclared() {
      return this == RETURN_CERTIFICATE || this == DESTRUCTION_CERTIFICATE;
    }
  }

  public enum State {
    OPEN, SUBMITTED, WITHDRAWN
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
