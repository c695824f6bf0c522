package dev.entente.license;

import static dev.entente.license.LicenseVerification.Result.EXPIRED;
import static dev.entente.license.LicenseVerification.Result.REVOKED;
import static dev.entente.license.LicenseVerification.Result.VALID;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.time.Clock;
import java.util.Date;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells valid licenses from expired, revoked and forged ones.
 *
 * <p>The only algorithm is EdDSA and the only keys are our own, whatever a token's header says: {@code none}, HMAC with the public key as its secret, keys
 * that come with the token are all forged.
 */
@Component
class Verifying {

  static final int LONGEST_TOKEN = 8192;
  private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final Licenses licenses;
  private final Clock clock;
  private final JwtParser parser;

  Verifying(Licenses licenses, Clock clock) {
    this.licenses = licenses;
    this.clock = clock;
    // Validity is judged from our own register once the signature is ours, so that every clock here is the injected one.
    this.parser = Jwts.parser()
        .keyLocator(this::key)
        .sig().clear().add(Jwts.SIG.EdDSA).and()
        .zip().clear().and()
        .requireIssuer(LicenseTokens.ISSUER)
        .clock(() -> Date.from(clock.instant()))
        .clockSkewSeconds(Integer.MAX_VALUE)
        .build();
  }

  LicenseVerification verify(String token) {
    String compact = token.strip();
    if (compact.length() > LONGEST_TOKEN || !COMPACT.matcher(compact).matches()) {
      return LicenseVerification.forged("This is not a license token: expected three base64url parts and at most " + LONGEST_TOKEN + " characters");
    }
    Claims claims;
    try {
      claims = parser.parseSignedClaims(compact).getPayload();
    } catch (JwtException | IllegalArgumentException refused) {
      return LicenseVerification.forged("The token was not signed with our key, or was changed afterwards");
    }
    return licenses.find(String.valueOf(claims.getId()))
        .filter(license -> license.token().equals(compact))
        .map(this::judge)
        .orElseGet(() -> LicenseVerification.forged("The signature is ours, but no such license was issued"));
  }

  private LicenseVerification judge(License license) {
    if (license.revoked()) {
      return LicenseVerification.of(REVOKED, "Revoked on " + license.revokedAt(), license, clock.instant());
    }
    if (!clock.instant().isBefore(license.validUntil())) {
      return LicenseVerification.of(EXPIRED, "Valid until " + license.validUntil(), license, clock.instant());
    }
    String reason = "Valid until " + license.validUntil() + (license.windDown() ? ", for existing end customers only: no new sales" : "");
    return LicenseVerification.of(VALID, reason, license, clock.instant());
  }

  private Key key(Header header) {
    if (header instanceof ProtectedHeader signed && signed.getKeyId() != null && Jwts.SIG.EdDSA.getId().equals(signed.getAlgorithm())) {
      return licenses.publicJwk(signed.getKeyId())
          .map(jwk -> (Key) Jwks.parser().build().parse(jwk).toKey())
          .orElseThrow(() -> new UnsupportedJwtException("Unknown key"));
    }
    throw new UnsupportedJwtException("Not signed with EdDSA");
  }
}
