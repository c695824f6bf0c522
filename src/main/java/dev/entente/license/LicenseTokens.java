package dev.entente.license;

import dev.entente.license.Overrides.Kind;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs licenses as compact JWS with EdDSA; the same license always gives the same token. */
@Component
class LicenseTokens {

  static final String ISSUER = "entente";

  private final SigningKey key;

  LicenseTokens(SigningKey key, Licenses licenses, Clock clock) {
    this.key = key;
    licenses.keep(key.id(), key.publicJwk(), clock.instant());
  }

  License sign(License license) {
    Map<String, Object> caps = new LinkedHashMap<>();
    if (license.seats() != null) {
      caps.put("seats", license.seats());
    }
    JwtBuilder builder = Jwts.builder()
        .header().keyId(key.id()).type("license+jwt").and()
        .issuer(ISSUER)
        .subject(license.partner().value())
        .id(license.id())
        .issuedAt(Date.from(license.validFrom()))
        .notBefore(Date.from(license.validFrom()))
        .expiration(Date.from(license.validUntil()))
        .claim("tier", license.tier())
        .claim("program", license.programVersion())
        .claim("modules", license.modules())
        .claim("markets", license.markets())
        .claim("caps", caps);
    if (license.seats() != null) {
      builder.claim("seats", license.seats());
    }
    if (license.windDown()) {
      builder.claim("purpose", "wind-down").claim("newSales", false);
    }
    if (!license.extras().isEmpty()) {
      builder.claim("extras", license.extras().stream().filter(extra -> extra.kind() != Kind.END).map(LicenseTokens::claim).toList());
    }
    return license.withToken(builder.signWith(key.privateKey(), Jwts.SIG.EdDSA).compact());
  }

  /** In seconds since 1970. A product that knows nothing of extras allows what holds without them; one that does adds each until its own end. */
  private static Map<String, Object> claim(Extra extra) {
    Map<String, Object> claim = new LinkedHashMap<>();
    switch (extra.kind()) {
      case SEATS -> claim.put("seats", Integer.parseInt(extra.value()));
      case MARKET -> claim.put("market", extra.value());
      case MODULE -> claim.put("module", extra.value());
      case END -> throw new IllegalStateException("Expected a grace to be in the license's end, but it is a claim");
    }
    claim.put("from", extra.from().getEpochSecond());
    claim.put("until", extra.until().getEpochSecond());
    return claim;
  }
}
