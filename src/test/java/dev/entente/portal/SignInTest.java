package dev.entente.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.mail.BaseUrl;
import dev.entente.mail.Mails;
import dev.entente.mail.SentMail;
import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerId;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class SignInTest {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Contacts contacts;
  @Autowired SignInLinks links;
  @Autowired SignIn signIn;
  @Autowired Mails mails;
  @Autowired Trail trail;
  @Autowired BaseUrl baseUrl;
  @Autowired Clock clock;
  @Autowired TransactionTemplate transactions;

  private PartnerId partner;
  private String email;
  private Visitor visitor;

  @BeforeEach
  void aPartner() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    email = "ann." + partner.value().toLowerCase() + "@example.com";
    visitor = new Visitor(port);
  }

  @Test
  void aContactComesInByAMailedLinkUnderANewCookie() throws Exception {
    assertThat(Visitor.location(visitor.get("/portal"))).isEqualTo("/portal/sign-in");
    assertThat(Visitor.location(visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", email)))).isEqualTo("/portal/sign-in/sent");
    String link = mailedLink();
    String before = visitor.cookie();

    HttpResponse<String> in = visitor.post(link, link, Map.of());

    assertThat(Visitor.location(in)).isEqualTo("/portal");
    assertThat(visitor.cookie()).isNotEqualTo(before);
    HttpResponse<String> home = visitor.get("/portal");
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.body()).contains("Köhler &amp; Söhne " + partner, "Ann Lee").doesNotContain("??");
    assertThat(trailActions()).containsExactly("portal.linkSent", "portal.signedIn");
    assertThat(jdbc.sql("SELECT string_agg(actor || details, ' ') FROM trail WHERE subject = :id").param("id", partner.value()).query(String.class).single())
        .doesNotContain("example.com").doesNotContain("Ann");
  }

  @Test
  void lookingAtALinkLeavesItWholeAndUsingItUsesItUp() throws Exception {
    String link = sentLink();
    for (int look = 0; look < 3; look++) {
      assertThat(new Visitor(port).get(link).body()).contains("Press the button");
    }

    assertThat(Visitor.location(visitor.post(link, link, Map.of()))).isEqualTo("/portal");

    Visitor other = new Visitor(port);
    assertThat(other.get(link).statusCode()).isEqualTo(410);
    String token = formToken(other.get("/portal/sign-in").body());
    assertThat(other.postWith(token, link, Map.of()).statusCode()).isEqualTo(410);
    assertThat(Visitor.location(other.get("/portal"))).isEqualTo("/portal/sign-in");
  }

  @Test
  void aLinkLastsAQuarterOfAnHour() {
    String token = sentLink().substring("/portal/sign-in/".length());

    assertThat(linksAfter(Duration.ofMinutes(14)).isUsable(token)).isTrue();
    assertThat(linksAfter(Duration.ofMinutes(15)).isUsable(token)).isFalse();
    assertThat(transactions.<Boolean>execute(status -> linksAfter(Duration.ofMinutes(15)).redeem(token).isPresent())).isFalse();
    assertThat(signIn.with(token)).isPresent();
  }

  @Test
  void onlyTheHashOfALinkIsKept() {
    String token = sentLink().substring("/portal/sign-in/".length());

    assertThat(jdbc.sql("SELECT count(*) FROM portal_link WHERE token_hash = sha256(convert_to(:token, 'UTF8'))").param("token", token).query(Long.class).single())
        .isEqualTo(1);
    assertThat(jdbc.sql("SELECT count(*) FROM portal_link l WHERE l::text LIKE '%' || :token || '%'").param("token", token).query(Long.class).single()).isZero();
  }

  @Test
  void whoIsUnknownGetsTheSameAnswerAndNoMail() throws Exception {
    String stranger = "nobody." + UUID.randomUUID() + "@example.com";
    HttpResponse<String> unknown = visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", stranger));
    HttpResponse<String> known = visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", email));

    mailedLink();
    assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
    assertThat(Visitor.location(unknown)).isEqualTo(Visitor.location(known));
    assertThat(unknown.body()).isEqualTo(known.body());
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE recipient = :who").param("who", stranger).query(Long.class).single()).isZero();
  }

  @Test
  void askingAgainAndAgainIsRefusedWhoeverAsks() throws Exception {
    String stranger = "again." + UUID.randomUUID() + "@example.com";
    for (int time = 0; time < 5; time++) {
      assertThat(visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", stranger)).statusCode()).isEqualTo(302);
    }

    HttpResponse<String> refused = visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", stranger.toUpperCase()));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("Too many links", stranger.toUpperCase());
  }

  @Test
  void whatIsNoAddressIsSaidAtTheField() throws Exception {
    assertThat(visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", "ann at example")).body())
        .contains("not a complete mail address", "ann at example");
    assertThat(visitor.post("/portal/sign-in", "/portal/sign-in", Map.of("email", "")).body()).contains("Type your mail address");
  }

  @Test
  void theWayLeadsOnToWhatWasAskedFor() throws Exception {
    assertThat(Visitor.location(visitor.get("/portal/somewhere?x=1"))).isEqualTo("/portal/sign-in");
    String link = sentLink();

    assertThat(Visitor.location(visitor.post(link, link, Map.of()))).isEqualTo("/portal/somewhere");
  }

  @Test
  void signingOutEndsTheSessionAndNotOnlyTheCookie() throws Exception {
    String link = sentLink();
    visitor.post(link, link, Map.of());

    assertThat(Visitor.location(visitor.post("/portal", "/portal/sign-out", Map.of()))).isEqualTo("/portal/sign-in");

    assertThat(Visitor.location(visitor.get("/portal"))).isEqualTo("/portal/sign-in");
    assertThat(jdbc.sql("SELECT count(*) FROM portal_session WHERE partner_id = :id AND ended_at IS NULL").param("id", partner.value()).query(Long.class).single())
        .isZero();
  }

  private SignInLinks linksAfter(Duration time) {
    return new SignInLinks(jdbc, contacts, mails, trail, Clock.offset(clock, time), baseUrl);
  }

  private String sentLink() {
    links.sendTo(email);
    return mailedLink();
  }

  private String mailedLink() {
    return SentMail.path(jdbc, partner.value(), "portal-link");
  }

  private List<String> trailActions() {
    return jdbc.sql("SELECT action FROM trail WHERE subject = :id ORDER BY id").param("id", partner.value()).query(String.class).list();
  }

  private static String formToken(String page) {
    return page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }
}
