package dev.entente.license;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token turned out to be.
 *
 * @param license what it says, told only when its signature is ours
 */
record LicenseVerification(Result result, String reason, @Nullable Content license) {

  enum Result {
    VALID, EXPIRED, REVOKED, FORGED
  }

  record Content(
      String id, String partnerId, String tier, String program, List<String> modules, List<String> markets, @Nullable Integer seats, Instant validFrom,
      Instant validUntil) {}

  /** @param at what exceptions add is told as far as it holds then */
  static LicenseVerification of(Result result, String reason, License license, Instant at) {
    return new LicenseVerification(result, reason, new Content(license.id(), license.partner().value(), license.tier(), license.programVersion(),
        license.modulesAt(at), license.marketsAt(at), license.seatsAt(at), license.validFrom(), license.validUntil()));
  }

  static LicenseVerification forged(String reason) {
    return new LicenseVerification(Result.FORGED, reason, null);
  }
}
