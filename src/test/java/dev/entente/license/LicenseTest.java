package dev.entente.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.license.Lineage.Cause;
import dev.entente.license.Overrides.Kind;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.trail.Trail;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class LicenseTest {

  @Autowired LicenseIssuer issuer;
  @Autowired Licenses licenses;
  @Autowired LicenseTokens tokens;
  @Autowired Overrides overrides;
  @Autowired Verifying verifying;
  @Autowired SigningKey key;
  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired Trail trail;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  private PartnerId partner;
  private Access access;

  @BeforeEach
  void partner() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    access = new Access(partner.value(), partner.value(), "name", "SILVER");
  }

  @Test
  void isIssuedOnceAndSaysWhatTheTierGives() {
    String id = issuer.grant(access);

    assertThat(issuer.grant(access)).isEqualTo(id);
    LicenseVerification verification = verifying.verify(token());
    assertThat(verification.result()).isEqualTo(LicenseVerification.Result.VALID);
    assertThat(verification.license()).satisfies(content -> {
      assertThat(content.id()).isEqualTo(id);
      assertThat(content.seats()).isEqualTo(500);
      assertThat(content.modules()).contains("core", "connectors");
      assertThat(content.markets()).containsExactly("AT", "DE");
    });
  }

  @Test
  void aStrangerWithThePublicKeyAloneCanCheckIt() throws Exception {
    issuer.grant(access);
    String[] parts = token().split("\\.");
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key.publicKey());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(decoded(parts[1])).contains("\"sub\":\"" + partner + "\"", "\"seats\":500", "\"program\":\"" + programs.current().version() + "\"");
  }

  @Test
  void signingTheSameLicenseAgainGivesTheSameToken() {
    issuer.grant(access);
    License license = licenses.active(partner.value(), "SILVER").orElseThrow();

    assertThat(tokens.sign(license).token()).isEqualTo(license.token());
  }

  @Test
  void aRevokedLicenseIsRevokedAndANewOneIsAnother() {
    String id = issuer.grant(access);
    String token = token();
    issuer.revoke(access);
    issuer.revoke(access);

    assertThat(issuer.verify(access)).isFalse();
    assertThat(verifying.verify(token).result()).isEqualTo(LicenseVerification.Result.REVOKED);
    assertThat(licenses.revocations(clock.instant(), 0, 1000)).extracting(Licenses.Revocation::id).contains(id);
    assertThat(issuer.grant(access)).isNotEqualTo(id);
  }

  @Test
  void anExceptionAddsToTheNextLicenseAndEndsByItself() {
    String before = issuer.grant(access);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    overrides.put(new Overrides.Override(partner, Kind.SEATS, "200", now, now.plus(Duration.ofDays(10)), "E-more"));
    overrides.put(new Overrides.Override(partner, Kind.SEATS, "50", now, now.plus(Duration.ofDays(20)), "E-some"));
    overrides.put(new Overrides.Override(partner, Kind.MARKET, "FR", now, now.plus(Duration.ofDays(20)), "E-france"));
    overrides.put(new Overrides.Override(partner, Kind.MODULE, "analytics", now, now.plus(Duration.ofDays(20)), "E-early"));

    String after = issuer.grant(access);

    assertThat(after).isNotEqualTo(before).isEqualTo(issuer.grant(access));
    assertThat(verifying.verify(token()).license()).satisfies(content -> {
      assertThat(content.seats()).isEqualTo(750);
      assertThat(content.markets()).containsExactly("AT", "DE", "FR");
      assertThat(content.modules()).contains("analytics");
      assertThat(content.validUntil()).as("an exception does not prolong a license").isEqualTo(licenses.find(before).orElseThrow().validUntil());
    });
    assertThat(decoded(token().split("\\.")[1])).contains("\"seats\":500", "{\"seats\":200,\"from\":" + now.getEpochSecond() + ",\"until\":" + now.plus(Duration.ofDays(10)).getEpochSecond() + "}");
    Verifying later = new Verifying(licenses, Clock.offset(clock, Duration.ofDays(11)));
    assertThat(later.verify(token()).license().seats()).as("the first exception is over, whoever issued what").isEqualTo(550);
    assertThat(licenses.find(before).orElseThrow().revoked()).isTrue();
  }

  @Test
  void anExtensionIsInTheTokenBeforeItBegins() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant handOver = now.plus(Duration.ofDays(10));
    overrides.put(new Overrides.Override(partner, Kind.SEATS, "200", now, handOver, "E-1-" + partner));
    overrides.put(new Overrides.Override(partner, Kind.SEATS, "200", handOver, handOver.plus(Duration.ofDays(10)), "E-2-" + partner));

    issuer.grant(access);

    License license = licenses.active(partner.value(), "SILVER").orElseThrow();
    assertThat(license.seatsAt(handOver.minusSeconds(1))).isEqualTo(700);
    assertThat(license.seatsAt(handOver)).as("no moment without, and none with both").isEqualTo(700);
    assertThat(license.seatsAt(handOver.plus(Duration.ofDays(10)))).isEqualTo(500);
    assertThat(overrides.of(partner, clock.instant())).hasSize(1);
  }

  @Test
  void aGraceKeepsTheLicenseLongerAndItsEndGivesTheOldEndBack() {
    issuer.grant(access);
    Instant end = licenses.active(partner.value(), "SILVER").orElseThrow().validUntil();
    overrides.put(new Overrides.Override(partner, Kind.END, "14 days", clock.instant(), end.plus(Duration.ofDays(14)), "E-grace-" + partner));

    issuer.grant(access);
    assertThat(verifying.verify(token()).license().validUntil()).isEqualTo(end.plus(Duration.ofDays(14)));

    overrides.end("E-grace-" + partner, clock.instant());
    issuer.grant(access);
    assertThat(verifying.verify(token()).license().validUntil()).isEqualTo(end);
  }

  @Test
  void anEndedOverrideIsLeftOutOfTheNextLicenseAndStaysEnded() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Overrides.Override market = new Overrides.Override(partner, Kind.MARKET, "FR", now, now.plus(Duration.ofDays(10)), "E-1-" + partner);
    overrides.put(market);
    issuer.grant(access);

    overrides.end(market.exceptionId(), clock.instant());
    overrides.end(market.exceptionId(), clock.instant().plusSeconds(60));
    overrides.put(market);
    issuer.grant(access);

    assertThat(overrides.of(partner, clock.instant())).isEmpty();
    assertThat(verifying.verify(token()).license().markets()).containsExactly("AT", "DE");
  }

  @Test
  void noChangeOfTierNorSuspensionProlongsALicense() {
    Clock later = Clock.offset(clock, Duration.ofDays(100));
    String silver = issuer.grant(access);
    Instant end = licenses.find(silver).orElseThrow().termEnd();
    jdbc.sql("UPDATE partner SET stage = 'ACTIVE', version = version + 1 WHERE id = :id").param("id", partner.value()).update();
    LicenseIssuer months = new LicenseIssuer(licenses, tokens, partners, programs, overrides, trail, later);

    String gold = transactions.execute(status -> months.grant(in("GOLD")));
    assertThat(licenses.find(silver).orElseThrow().lineage().end()).isEqualTo(Lineage.End.REPLACED);
    assertThat(issuer.verify(access)).as("one license at a time").isFalse();
    String lower = transactions.execute(status -> months.grant(in("REGISTERED")));
    transactions.executeWithoutResult(status -> months.revoke(in("SILVER")));
    assertThat(licenses.active(partner.value())).as("whatever tier it is of").isEmpty();
    String again = transactions.execute(status -> months.grant(in("REGISTERED")));

    assertThat(List.of(gold, lower, again)).allSatisfy(id -> assertThat(licenses.find(id).orElseThrow().validUntil()).isEqualTo(end));
    assertThat(licenses.ofPartner(partner, 0, 9)).extracting(License::id, license -> license.lineage().cause(), license -> license.lineage().replaces())
        .containsExactly(tuple(again, Cause.GIVEN_AGAIN, lower), tuple(lower, Cause.TIER_CHANGED, gold), tuple(gold, Cause.TIER_CHANGED, silver),
            tuple(silver, Cause.FIRST, null));
  }

  @Test
  void whatIsUndoneLeavesTheLicenseBeforeAsItWas() {
    String silver = issuer.grant(access);
    License before = licenses.find(silver).orElseThrow();
    String gold = issuer.grant(in("GOLD"));
    assertThat(verifying.verify(before.token()).result()).isEqualTo(LicenseVerification.Result.REVOKED);

    assertThat(issuer.giveBack(access)).isEqualTo(silver).isEqualTo(issuer.giveBack(access));

    assertThat(licenses.find(silver)).contains(before);
    assertThat(verifying.verify(before.token()).result()).isEqualTo(LicenseVerification.Result.VALID);
    assertThat(licenses.find(gold).orElseThrow().lineage().end()).isEqualTo(Lineage.End.UNDONE);
    assertThat(licenses.revocations(clock.instant(), 0, 1000)).extracting(Licenses.Revocation::id).contains(gold).doesNotContain(silver);
  }

  @Test
  void whatWouldSayMoreTodayIsNotGivenBackAsItWas() {
    String silver = issuer.grant(access);
    issuer.grant(in("GOLD"));
    jdbc.sql("INSERT INTO partner_market (partner_id, market) VALUES (:id, 'FR')").param("id", partner.value()).update();

    String other = issuer.giveBack(access);

    assertThat(other).isNotEqualTo(silver);
    assertThat(verifying.verify(token()).license()).satisfies(content -> {
      assertThat(content.markets()).contains("FR");
      assertThat(content.validUntil()).isEqualTo(licenses.find(silver).orElseThrow().validUntil());
    });
  }

  @Test
  void aPartnerThatStillComesInBeginsItsTermWithTheLicenseThatHolds() {
    Clock later = Clock.offset(clock, Duration.ofDays(20));
    String undone = issuer.grant(access);
    issuer.revoke(access);

    String held = transactions.execute(status -> new LicenseIssuer(licenses, tokens, partners, programs, overrides, trail, later).grant(access));

    assertThat(licenses.find(held).orElseThrow().termEnd()).isAfter(licenses.find(undone).orElseThrow().termEnd().plus(Duration.ofDays(19)));
  }

  @Test
  void anExpiredLicenseIsExpired() {
    issuer.grant(access);

    Verifying later = new Verifying(licenses, Clock.offset(clock, Duration.ofDays(400)));

    assertThat(later.verify(token()).result()).isEqualTo(LicenseVerification.Result.EXPIRED);
  }

  @Test
  void whatWasChangedOrSignedByOthersIsForged() throws Exception {
    issuer.grant(access);
    String[] parts = token().split("\\.");
    String richer = encoded(decoded(parts[1]).replace("500", "9000"));

    assertForged(parts[0] + "." + richer + "." + parts[2]);
    assertForged(encoded("{\"alg\":\"none\"}") + "." + richer + ".");
    assertForged(encoded("{\"alg\":\"none\",\"kid\":\"" + key.id() + "\"}") + "." + richer + "." + parts[2]);
    assertForged(hmacWithThePublicKey(richer));
    assertForged(signedByAnotherKey(key.id()));
    assertForged(signedByAnotherKey("unknown"));
    assertForged(withItsOwnKeyInTheHeader());
    assertForged(token().substring(0, token().length() - 2) + (token().endsWith("AA") ? "BB" : "AA"));
    assertForged("a.b.c");
    assertForged("");
    assertForged("x".repeat(100_000));
    assertForged("eyJ\u0000.€.ü");
  }

  @Test
  void aTokenWithOurSignatureThatWasNeverIssuedIsForged() {
    License never = new License("never", partner, "GOLD", "2026.1", java.util.List.of("core"), java.util.List.of(), 9000, java.util.List.of(),
        clock.instant(), clock.instant().plusSeconds(3600), clock.instant().plusSeconds(3600), "", false, null, false, Lineage.FIRST);

    LicenseVerification verification = verifying.verify(tokens.sign(never).token());

    assertThat(verification.result()).isEqualTo(LicenseVerification.Result.FORGED);
    assertThat(verification.reason()).contains("no such license");
  }

  @Test
  void theKeyIsMadeOnceAndKeptForItsOwnerOnly(@TempDir Path folder) throws Exception {
    SigningKey first = new SigningKey("", folder);
    SigningKey second = new SigningKey("", folder);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("license-key.json")))).isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("license-key.json");
    assertThat(new SigningKey(Files.readString(folder.resolve("license-key.json")), folder.resolve("elsewhere")).id()).isEqualTo(first.id());
  }

  private void assertForged(String token) {
    assertThat(verifying.verify(token)).as(token.length() > 300 ? "long token" : token)
        .satisfies(verification -> assertThat(verification.result()).isEqualTo(LicenseVerification.Result.FORGED))
        .satisfies(verification -> assertThat(verification.license()).isNull());
  }

  private Access in(String tier) {
    return new Access(partner.value(), partner.value(), "name", tier);
  }

  private String token() {
    return issuer.credential(access).orElseThrow();
  }

  private String hmacWithThePublicKey(String payload) throws Exception {
    String signed = encoded("{\"alg\":\"HS256\",\"kid\":\"" + key.id() + "\"}") + "." + payload;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.publicKey().getEncoded(), "HmacSHA256"));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private String signedByAnotherKey(String kid) {
    KeyPair other = Jwks.CRV.Ed25519.keyPair().build();
    return Jwts.builder().header().keyId(kid).and().issuer("entente").id("x").subject(partner.value()).signWith(other.getPrivate()).compact();
  }

  private String withItsOwnKeyInTheHeader() {
    KeyPair other = Jwks.CRV.Ed25519.keyPair().build();
    PublicJwk<?> jwk = Jwks.builder().octetKeyPair(other).build().toPublicJwk();
    return Jwts.builder().header().keyId(key.id()).jwk(jwk).and().issuer("entente").id("x").signWith(other.getPrivate()).compact();
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
