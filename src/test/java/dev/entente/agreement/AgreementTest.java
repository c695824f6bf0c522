package dev.entente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.agreement.Agreements.Signature;
import dev.entente.document.SealCheck;
import dev.entente.document.SealChecking;
import dev.entente.identity.LinkToken;
import dev.entente.mail.SentMail;
import dev.entente.partner.ContactLeft;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class AgreementTest {

  private static final AtomicLong INSTANCES = new AtomicLong(8_000_000);

  @Autowired AgreementJobs agreementJobs;
  @Autowired Agreements agreements;
  @Autowired Signing signing;
  @Autowired SealChecking seals;
  @Autowired Partners partners;
  @Autowired TransactionTemplate transactions;
  @Autowired Programs programs;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationEventPublisher events;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
      .cookieHandler(new java.net.CookieManager()).build();
  private PartnerId partner;
  private JobContext job;
  private long id;

  @BeforeEach
  void prepareAnAgreement() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    job = new JobContext(INSTANCES.get(), INSTANCES.incrementAndGet(), 1, "partner-onboarding", "task_prepareAgreement", 3);
    id = (long) ((Outcome.Completed) agreementJobs.prepare(new AgreementJobs.OfPartner(partner), job)).variables().get("agreementId");
  }

  @Test
  void theDocumentNamesPartnerTierTermsAndProgramAndIsMailedOnce() throws Exception {
    Outcome again = agreementJobs.prepare(new AgreementJobs.OfPartner(partner), job);

    assertThat(again).isEqualTo(Outcome.completed(java.util.Map.of("agreementId", id)));
    assertThat(mails("agreement-link")).isEqualTo(1);
    byte[] pdf = agreements.document(id).orElseThrow();
    assertThat(HexFormat.of().formatHex(LinkToken.sha256(pdf))).isEqualTo(agreements.find(id).orElseThrow().sha256());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Köhler & Söhne " + partner, "A-" + id, programs.current().version(), "Silver", "15 %", "500", "AT, DE", "12 months", "Ann Lee", "Germany");
    }
  }

  @Test
  void theMailsAreReadable() {
    signing.sign(token(), new Signature("Ann Lee", "CEO", "127.0.0.1", "", clock.instant()));

    await().atMost(Duration.ofSeconds(30)).until(() -> sent("agreement-link") && sent("agreement-signed"));
    assertThat(column("subject_line", "agreement-link")).isEqualTo("A-" + id + ": please sign the partner agreement for Köhler & Söhne " + partner);
    assertThat(column("html_body", "agreement-link")).contains("/sign/…\"", "Köhler &amp; Söhne");
    assertThat(column("text_body", "agreement-link")).contains("/sign/…", "Köhler & Söhne " + partner);
    assertThat(column("html_body", "agreement-signed")).contains(agreements.find(id).orElseThrow().sha256(), "/sign/copy/…");
    assertThat(link("agreement-signed")).matches("http://localhost:\\d+/sign/copy/[\\w-]{43}");
  }

  @Test
  void whatWasSignedIsSealedWithItsEvidence() throws Exception {
    signing.sign(token(), new Signature("Ann Lee", "CEO", "192.0.2.7", "Browser <1>", clock.instant()));

    byte[] paper = agreements.paper(id).orElseThrow();
    Agreement signed = agreements.find(id).orElseThrow();
    assertThat(HexFormat.of().formatHex(LinkToken.sha256(paper))).isEqualTo(signed.sealedSha256()).isNotEqualTo(signed.sha256());
    assertThat(seals.check(paper).orElseThrow().verdict()).isEqualTo(SealCheck.Verdict.UNCHANGED);
    try (PDDocument document = Loader.loadPDF(paper)) {
      assertThat(new PDFTextStripper().getText(document)).contains("1. What is agreed", "Signed by Ann Lee, CEO", "192.0.2.7", "Browser <1>")
          .containsIgnoringWhitespaces(signed.sha256());
    }
    byte[] changed = paper.clone();
    changed[2000] ^= 1;
    assertThat(seals.check(changed).orElseThrow().verdict()).isEqualTo(SealCheck.Verdict.CHANGED);
  }

  /** The timer has fired and the signature comes: whichever the row knows first wins, and the other is told. */
  @Test
  void signatureAndTimeLimitAgreeOnWhoWasFirst() throws Exception {
    String token = token();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> signed = pool.submit(() -> {
        try {
          signing.sign(token, new Signature("Ann Lee", null, "127.0.0.1", "", clock.instant()));
          return true;
        } catch (LinkNotUsable late) {
          return false;
        }
      });
      Future<Outcome> expired = pool.submit(() -> agreementJobs.expire(new AgreementJobs.ExpireAgreementInput(partner, id)));
      boolean won = signed.get();

      assertThat(expired.get()).isEqualTo(Outcome.completed(java.util.Map.of("signedAfterAll", won)));
      assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(won ? Agreement.State.SIGNED : Agreement.State.EXPIRED);
      assertThat(agreementJobs.expire(new AgreementJobs.ExpireAgreementInput(partner, id))).as("asked again").isEqualTo(expired.get());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aSignatureJustBeforeTheTimerIsNotLost() {
    signing.sign(token(), new Signature("Ann Lee", null, "127.0.0.1", "", clock.instant()));

    assertThat(agreementJobs.expire(new AgreementJobs.ExpireAgreementInput(partner, id))).isEqualTo(Outcome.completed(java.util.Map.of("signedAfterAll", true)));
  }

  @Test
  void nobodySignsForAPartnerThatIsGone() {
    String token = token();
    transactions.executeWithoutResult(status -> partners.moveTo(partner, Stage.ONBOARDING, Stage.WITHDRAWN, "test", "system", null));

    assertThatThrownBy(() -> signing.sign(token, new Signature("Ann Lee", null, "127.0.0.1", "", clock.instant()))).isInstanceOf(LinkNotUsable.class);
    assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(Agreement.State.EXPIRED);
  }

  private boolean sent(String template) {
    return "SENT".equals(column("state", template));
  }

  private String column(String column, String template) {
    return jdbc.sql("SELECT " + column + " FROM mail WHERE subject_id = :partner AND template = :template")
        .param("partner", partner.value()).param("template", template).query(String.class).single();
  }

  @Test
  void theTokenIsNowhereButInTheMail() {
    String token = token();
    byte[] hash = jdbc.sql("SELECT token_hash FROM agreement_link WHERE agreement_id = :id").param("id", id).query(byte[].class).single();

    assertThat(new LinkToken(token).hash()).isEqualTo(hash);
    assertThat(new LinkToken(token).toString()).doesNotContain(token);
    assertThat(jdbc.sql("SELECT m::text FROM mail m WHERE subject_id = :partner").param("partner", partner.value()).query(String.class).list())
        .isNotEmpty().noneMatch(row -> row.contains(token));
    assertThat(column("text_body", "agreement-link")).contains("/sign/…");
  }

  @Test
  void noLinkOutlivesTheSignersLeaving() {
    String token = token();
    assertThat(signing.open(token).id()).isEqualTo(id);

    transactions.executeWithoutResult(status -> {
      long signer = jdbc.sql("UPDATE contact SET left_at = now() WHERE partner_id = :partner AND role = 'SIGNER' RETURNING id")
          .param("partner", partner.value()).query(Long.class).single();
      events.publishEvent(new ContactLeft(partner, signer, agreements.find(id).orElseThrow().signerEmail(), "manager"));
    });

    assertThatThrownBy(() -> signing.open(token)).isInstanceOf(LinkNotUsable.class);
    agreementJobs.remindSigner(new AgreementJobs.RemindSignerInput(partner, id),
        new JobContext(job.jobKey() + 7_000_000, job.processInstanceKey(), 1, "partner-onboarding", "task_remindSigner", 3));
    await().atMost(Duration.ofSeconds(30)).until(() -> "FAILED".equals(column("state", "agreement-reminder")));
    assertThat(column("error", "agreement-reminder")).contains("is over");
    assertThat(trail("agreement.linksEnded")).hasSize(1);
  }

  @Test
  void isSignedThroughTheApiOnceWithEvidenceMessageAndMail() throws Exception {
    HttpResponse<String> signed = post("/api/agreements/" + token() + "/sign", "{\"name\":\"Ann Lee\",\"title\":\"CEO\"}");

    assertThat(signed.statusCode()).isEqualTo(200);
    assertThat(signed.body()).contains("\"agreementId\":" + id, "\"sha256\":\"" + agreements.find(id).orElseThrow().sha256() + "\"", "\"signedAt\":\"");
    assertThat(signed.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(trail("agreement.signed")).singleElement().asString()
        .contains("Ann Lee", "CEO", "127.0.0.1", agreements.find(id).orElseThrow().sha256()).doesNotContain(token());
    assertThat(messages()).isEqualTo(1);
    assertThat(mails("agreement-signed")).isEqualTo(1);

    HttpResponse<String> twice = post("/api/agreements/" + token() + "/sign", "{\"name\":\"Bob\"}");
    assertThat(twice.statusCode()).isEqualTo(410);
    assertThat(twice.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsUnknownOrUnusable() throws Exception {
    assertThat(post("/api/agreements/" + "x".repeat(43) + "/sign", "{\"name\":\"Ann\"}").statusCode()).isEqualTo(404);
    assertThat(post("/api/agreements/nothing/sign", "{\"name\":\"Ann\"}").statusCode()).isEqualTo(404);
    assertThat(post("/api/agreements/" + token() + "/sign", "{\"name\":\"  \"}").statusCode()).isEqualTo(400);
    assertThat(post("/api/agreements/" + token() + "/sign", "{\"name\":\"" + "x".repeat(201) + "\"}").statusCode()).isEqualTo(400);
    assertThat(post("/api/agreements/" + token() + "/sign", "{\"name\":\"A\\u0000B\"}").statusCode()).isEqualTo(400);
    assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(Agreement.State.PREPARED);
  }

  @Test
  void ofTwoWhoSignAtTheSameTimeOneSigns() throws Exception {
    String token = token();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<String> sign = () -> {
        try {
          signing.sign(token, new Signature("Ann", null, "127.0.0.1", "", clock.instant()));
          return "signed";
        } catch (LinkNotUsable used) {
          return "used";
        }
      };
      List<String> results = new java.util.ArrayList<>();
      for (Future<String> done : threads.invokeAll(List.of(sign, sign, sign, sign))) {
        results.add(done.get());
      }
      assertThat(results).containsOnlyOnce("signed").contains("used");
    } finally {
      threads.shutdownNow();
    }
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void aReminderBringsALinkThatWorksAndARepeatedJobMailsOnce() {
    String first = token();
    JobContext reminder = new JobContext(job.jobKey() + 5_000_000, job.processInstanceKey(), 1, "partner-onboarding", "task_remindSigner", 3);
    agreementJobs.remindSigner(new AgreementJobs.RemindSignerInput(partner, id), reminder);
    agreementJobs.remindSigner(new AgreementJobs.RemindSignerInput(partner, id), reminder);

    assertThat(mails("agreement-reminder")).isEqualTo(1);
    assertThat(token("agreement-reminder")).isNotEqualTo(first);
    signing.sign(token("agreement-reminder"), new Signature("Ann", null, "127.0.0.1", "", clock.instant()));
    assertThatThrownBy(() -> signing.open(first)).isInstanceOf(LinkNotUsable.class);
    agreementJobs.remindSigner(new AgreementJobs.RemindSignerInput(partner, id), new JobContext(job.jobKey() + 6_000_000, job.processInstanceKey(), 1, "partner-onboarding", "task_remindSigner", 3));
    assertThat(mails("agreement-reminder")).as("signed: nobody to remind").isEqualTo(1);
  }

  @Test
  void anExpiredLinkSignsNothing() {
    String token = token();
    agreementJobs.expire(new AgreementJobs.ExpireAgreementInput(partner, id));

    assertThatThrownBy(() -> signing.sign(token, new Signature("Ann", null, "127.0.0.1", "", clock.instant())))
        .asInstanceOf(type(LinkNotUsable.class)).satisfies(gone -> assertThat(gone.getStatusCode().value()).isEqualTo(410));
    assertThat(messages()).isZero();
  }

  @Test
  void isSignedOnThePublicPage() throws Exception {
    HttpResponse<String> page = get("/sign/" + token());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(get("/sign/" + token() + "/document").headers().firstValue("Content-Type")).contains("application/pdf");

    assertThat(form("name=Ann&consent=true").statusCode()).as("without the page's own token").isEqualTo(403);
    String csrf = csrf(page.body());
    HttpResponse<String> incomplete = form("name=&_csrf=" + csrf);
    assertThat(incomplete.body()).contains("Type your full name", "Tick this box");
    HttpResponse<String> signed = form("name=Ann+Lee&title=CEO&consent=true&_csrf=" + csrf);

    assertThat(signed.statusCode()).isEqualTo(200);
    assertThat(signed.body()).contains("The agreement is signed", "Ann Lee, CEO");
    HttpResponse<String> used = get("/sign/" + token());
    assertThat(used.statusCode()).isEqualTo(410);
    assertThat(used.body()).contains("has been signed");
    String copy = link("agreement-signed").replaceAll(".*/sign/copy/", "/sign/copy/");
    assertThat(get(copy).headers().firstValue("Content-Type")).contains("application/pdf");
  }

  @Test
  void thosePermittedSeeAgreementAndDocument() throws Exception {
    HttpClient manager = signedIn("manager");
    String part = manager.send(HttpRequest.newBuilder(uri("/partners/" + partner + "/agreements")).build(), BodyHandlers.ofString()).body();
    assertThat(part).contains("A-" + id, "agreement-" + partner + "-" + id + ".pdf", "Ann Lee").doesNotContain("??", "No agreement yet", token());
    HttpRequest document = HttpRequest.newBuilder(uri("/agreements/" + id + "/document")).build();

    assertThat(manager.send(document, BodyHandlers.ofByteArray()).body()).startsWith("%PDF".getBytes());
    assertThat(signedIn("legal").send(document, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    assertThat(signedIn("channel").send(document, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    assertThat(http.send(document, BodyHandlers.discarding()).statusCode()).isNotEqualTo(200);
  }

  private HttpClient signedIn(String user) throws Exception {
    HttpClient client = HttpClient.newBuilder().cookieHandler(new java.net.CookieManager()).build();
    String login = client.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString()).body();
    client.send(HttpRequest.newBuilder(uri("/login")).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + user + "&_csrf=" + csrf(login))).build(), BodyHandlers.discarding());
    return client;
  }

  private String token() {
    return token("agreement-link");
  }

  private String token(String template) {
    return link(template).replaceAll(".*/sign/", "");
  }

  private String link(String template) {
    return SentMail.link(jdbc, partner.value(), template);
  }

  private long mails(String template) {
    return jdbc.sql("SELECT count(*) FROM mail WHERE subject_id = :partner AND template = :template")
        .param("partner", partner.value()).param("template", template).query(Long.class).single();
  }

  private long messages() {
    return jdbc.sql("SELECT count(*) FROM process_outbox WHERE name = 'agreement-signed' AND correlation_key = :partner")
        .param("partner", partner.value()).query(Long.class).single();
  }

  private List<String> trail(String action) {
    return jdbc.sql("SELECT details FROM trail WHERE subject = :partner AND action = :action")
        .param("partner", partner.value()).param("action", action).query(String.class).list();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).header("Accept", "*/*").build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> form(String body) throws Exception {
    return http.send(HttpRequest.newBuilder(uri("/sign/" + token())).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static String csrf(String page) {
    Matcher matcher = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"").matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return java.net.URLEncoder.encode(matcher.group(1), java.nio.charset.StandardCharsets.UTF_8);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
