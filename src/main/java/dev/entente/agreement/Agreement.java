package dev.entente.agreement;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contract with one partner, without its document.
 *
 * @param programVersion the version it is pinned to
 * @param sha256 of the document, in hexadecimal
 * @param signerEmail where the signing link went
 * @param sealedSha256 of the signed and sealed document, in hexadecimal; null while it is not signed
 */
public record Agreement(
    long id,
    PartnerId partner,
    long processInstanceKey,
    String programVersion,
    String tier,
    State state,
    String sha256,
    String signerName,
    String signerEmail,
    Instant preparedAt,
    Instant signUntil,
    @Nullable Instant signedAt,
    @Nullable String signedName,
    @Nullable String signedTitle,
    @Nullable Instant expiredAt,
    @Nullable String sealedSha256) {

  public enum State {
    PREPARED, SIGNED, EXPIRED
  }

  public String fileName() {
    return "agreement-" + partner + "-" + id + ".pdf";
  }
}
