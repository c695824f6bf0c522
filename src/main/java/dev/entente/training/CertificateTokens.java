package dev.entente.training;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A certificate as compact JWS with EdDSA, for who wants to check it without asking: code, course and dates, no name.
 *
 * <p>Whether it was revoked meanwhile only the page or the list of revoked codes tells.
 */
@Component
class CertificateTokens {

  private static final String ISSUER = "entente";
  private static final String TYPE = "certificate+jwt";
  private static final int LONGEST = 4096;

  private final CertificateKey key;

  CertificateTokens(CertificateKey key) {
    this.key = key;
  }

  /** What a token of ours says. */
  record Claim(String code, String course, LocalDate issuedOn, LocalDate expiresOn) {}

  String sign(Certificate certificate) {
    return Jwts.builder()
        .header().keyId(key.id()).type(TYPE).and()
        .issuer(ISSUER)
        .id(certificate.code())
        .claim("course", certificate.course())
        .issuedAt(startOf(certificate.issuedOn()))
        .expiration(startOf(certificate.expiresOn().plusDays(1)))
        .signWith(key.privateKey(), Jwts.SIG.EdDSA)
        .compact();
  }

  /** Empty for what we did not sign; one whose time is over is one of ours all the same. */
  Optional<Claim> read(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      // The time is judged by the certificate itself, so that the answer can say "expired" and not only "not valid".
      var jws = Jwts.parser().verifyWith(key.publicKey()).requireIssuer(ISSUER).clock(() -> Date.from(Instant.EPOCH)).build().parseSignedClaims(token);
      Claims claims = jws.getPayload();
      return TYPE.equals(jws.getHeader().getType()) && claims.getId() != null
          ? Optional.of(new Claim(claims.getId(), claims.get("course", String.class), day(claims.getIssuedAt()), day(claims.getExpiration()).minusDays(1)))
          : Optional.empty();
    } catch (JwtException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static Date startOf(LocalDate day) {
    return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }
}
