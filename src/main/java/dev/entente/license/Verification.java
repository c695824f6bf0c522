package dev.entente.license;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token turned out to be.
 *
 * @param license what it says, told only when its signature is ours
 */
record Verification(Result result, String reason, @Nullable Content license) {

  enum Result {
    VALID, EXPIRED, REVOKED, FORGED
  }

  record Content(
      String id, String partnerId, String tier, String program, List<String> modules, List<String> markets, @Nullable Integer seats, Instant validFrom,
      Instant validUntil) {}

  static Verification of(Result result, String reason, License license) {
    return new Verification(result, reason, new Content(license.id(), license.partner().value(), license.tier(), license.programVersion(),
        license.modules(), license.markets(), license.seats(), license.validFrom(), license.validUntil()));
  }

  static Verification forged(String reason) {
    return new Verification(Result.FORGED, reason, null);
  }
}
