package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a learner passed, until when it counts.
 *
 * @param code anyone can check it on the public page
 * @param token opens the document; only its holder and the vendor know it
 * @param lapsedAt when it was recorded that nothing had followed it
 */
record Certificate(
    long id, String code, String token, PartnerId partner, long contactId, String holderName, String curriculum, String course, String courseName, int score,
    LocalDate issuedOn, LocalDate expiresOn, @Nullable Instant revokedAt, @Nullable Instant lapsedAt) {

  enum Standing {
    VALID, LAPSED, REVOKED
  }

  Standing standing(LocalDate today) {
    return revokedAt != null ? Standing.REVOKED : today.isAfter(expiresOn) ? Standing.LAPSED : Standing.VALID;
  }

  /** The name as strangers see it: A** L**. */
  public String maskedName() {
    StringBuilder masked = new StringBuilder();
    for (String word : holderName.strip().split("\\s+")) {
      masked.append(masked.isEmpty() ? "" : " ").appendCodePoint(word.isEmpty() ? '*' : word.codePointAt(0)).append("***");
    }
    return masked.toString();
  }
}
