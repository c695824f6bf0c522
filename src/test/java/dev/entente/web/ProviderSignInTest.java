package dev.entente.web;

import static dev.entente.web.ProviderBrowser.location;
import static dev.entente.web.ProviderBrowser.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.access.TestPartners;
import dev.entente.mail.SentMail;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestClock;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.context.WebApplicationContext;

/** Ada of legal signs in at the provider and meets a task; what becomes of her there counts here. All are new to each test. */
@DirtiesContext
class ProviderSignInTest extends ProviderTest {

  private static final Duration TOKEN = Duration.ofHours(1);
  private static final List<String> APPROVER = List.of("approver");
  private static final List<String> LEGAL = List.of("legal");

  @LocalServerPort int port;
  @Autowired WebApplicationContext context;
  @Autowired UserTasks tasks;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;

  ProviderBrowser browser;
  String ada = "ada-" + UUID.randomUUID();

  /** How far the tests have moved the clock on, which the provider does not know. */
  static Duration moved = Duration.ZERO;

  @BeforeEach
  void aBrowser() {
    browser = new ProviderBrowser(port);
    PROVIDER.tokenLife = TOKEN.plus(moved);
  }

  @AfterEach
  void theProviderIsWell() {
    PROVIDER.down = false;
    PROVIDER.leaveOut("");
  }

  @Test
  void thePageOffersTheProviderAndTheWayToThePartnersPortal() throws Exception {
    assertThat(location(browser.get("/tasks"))).endsWith("/login");

    HttpResponse<String> page = browser.get("/login");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Sign in with your company account", "href=\"/oauth2/authorization/company\"", "href=\"/portal/sign-in\"",
        "/assets/app.css", "name=\"password\"");
  }

  @Test
  void aPersonIsCalledByNameAndSeesTheTasksOfHerGroupsOnly() throws Exception {
    UserTask ofLegal = taskOf("legal");
    UserTask ofFinance = taskOf("finance");
    browser.get("/tasks/" + ofLegal.key());
    PROVIDER.next(ada, List.of("approver", "superuser"), List.of("legal", "wizards"));

    assertThat(browser.signIn()).contains("/tasks/" + ofLegal.key());

    HttpResponse<String> page = browser.get("/tasks/" + ofLegal.key());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<span class=\"who-name\">" + ada + "</span>").doesNotContain("00u-");
    assertThat(browser.get("/tasks/" + ofFinance.key()).statusCode()).isEqualTo(403);
    assertThat(browser.get("/trail").statusCode()).isEqualTo(403);
    assertThat(groupsKnown()).isEqualTo("{legal}");
    assertThat(browser.decide(token(page), ofLegal.key()).statusCode()).isEqualTo(204);
    assertThat(tasks.find(ofLegal.key())).hasValueSatisfying(done -> assertThat(done.assignee()).isEqualTo(ada));
  }

  @Test
  void whoSignsOutIsOutAtTheProviderToo() throws Exception {
    signIn(LEGAL);
    HttpResponse<String> home = browser.get("/");
    assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
        .endsWith("form-action 'self' " + PROVIDER.issuer().replaceAll("/company$", ""));

    String end = location(browser.post("/logout", token(home), ""));

    assertThat(end).startsWith(PROVIDER.issuer() + "/endsession").contains("id_token_hint=");
    assertThat(URLDecoder.decode(end, StandardCharsets.UTF_8)).contains("post_logout_redirect_uri=http://localhost:" + port + "/login?logout");
    assertThat(browser.get("/login?logout").body()).contains("You are signed out");
    assertThat(location(browser.get("/"))).endsWith("/login");
  }

  @Test
  void somebodyWithoutARoleIsToldSoAndCanSignOut() throws Exception {
    PROVIDER.next(ada, List.of("superuser"), List.of("wizards"));
    browser.signIn();

    for (String path : List.of("/", "/partners", "/tasks")) {
      HttpResponse<String> page = browser.get(path);
      assertThat(page.statusCode()).isEqualTo(403);
      assertThat(page.body()).contains("You have no role here", ada, "action=\"/logout\"").doesNotContain("href=\"/partners\"");
    }
    location(browser.post("/logout", token(browser.get("/")), ""));
    assertThat(location(browser.get("/"))).endsWith("/login");
  }

  @Test
  void thatPageIsForNobodyElse() throws Exception {
    signIn(LEGAL);

    assertThat(browser.get("/stranger").statusCode()).isEqualTo(404);
  }

  @Test
  void aSignInThatFailsLeadsBackToThePage() throws Exception {
    PROVIDER.next("", APPROVER, LEGAL);

    assertThat(browser.signIn()).as("somebody without the claim of the name").endsWith("/login?refused");
    assertThat(location(browser.get("/login/oauth2/code/company?error=access_denied&state=x"))).endsWith("/login?refused");
    assertThat(browser.get("/login?refused").body()).contains("The sign-in did not succeed", "/oauth2/authorization/company");
  }

  @Test
  void nobodyComesInUnderANameThatIsNotFree() throws Exception {
    for (String name : List.of("system", "Applicant", "contact:1", "manager", "shop")) {
      PROVIDER.next(name, APPROVER, LEGAL);

      assertThat(browser.signIn()).as(name).endsWith("/login?refused");
    }
  }

  @Test
  void aPartnerComesInByAMailedLinkBesideIt() throws Exception {
    signIn(LEGAL);
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    String email = "ann." + partner.value().toLowerCase() + "@example.com";
    browser.post("/portal/sign-in", token(browser.get("/portal/sign-in")), "&email=" + email);
    String path = SentMail.path(jdbc, partner.value(), "portal-link");

    browser.post(path, token(browser.get(path)), "");

    assertThat(browser.get("/portal").statusCode()).isEqualTo(200);
    assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
  }

  @Test
  void whoHasLeftAGroupDecidesNothingOfItOnceTheTokenIsOver() throws Exception {
    UserTask task = taskOf("legal");
    TestProvider.Person person = signIn(LEGAL);
    HttpResponse<String> page = browser.get("/tasks/" + task.key());
    assertThat(browser.get("/tasks").body()).contains("/tasks/" + task.key());
    person.groups = List.of("finance");
    assertThat(browser.get("/tasks/" + task.key()).statusCode()).as("while the token lives").isEqualTo(200);

    pass(TOKEN.plusSeconds(1));

    assertThat(browser.decide(token(page), task.key()).statusCode()).isEqualTo(403);
    assertThat(tasks.find(task.key())).hasValueSatisfying(open -> assertThat(open.open()).isTrue());
    assertThat(browser.get("/tasks").body()).contains(ada).doesNotContain("/tasks/" + task.key());
  }

  @Test
  void whateverPageSheIsOnOthersLearnThatSheLeft() throws Exception {
    TestProvider.Person person = signIn(LEGAL);
    assertThat(groupsKnown()).isEqualTo("{legal}");
    person.groups = List.of();

    pass(TOKEN.plusSeconds(1));
    browser.get("/partners");

    assertThat(groupsKnown()).isEqualTo("{}");
  }

  @Test
  void twoBrowsersOfOnePersonBothLearnIt() throws Exception {
    UserTask task = taskOf("legal");
    signIn(LEGAL);
    ProviderBrowser second = new ProviderBrowser(port);
    TestProvider.Person there = PROVIDER.next(ada, APPROVER, LEGAL);
    second.signIn();
    HttpResponse<String> page = second.get("/tasks/" + task.key());
    there.groups = List.of();

    pass(TOKEN.plusSeconds(1));
    PROVIDER.tokenLife = TOKEN.plus(moved);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);

    assertThat(second.decide(token(page), task.key()).statusCode()).isEqualTo(403);
  }

  @Test
  void whoIsDisabledAtTheProviderIsOut() throws Exception {
    UserTask task = taskOf("legal");
    TestProvider.Person person = signIn(LEGAL);
    HttpResponse<String> page = browser.get("/tasks/" + task.key());
    person.disabled = true;

    pass(TOKEN.plusSeconds(1));

    assertThat(browser.decide(token(page), task.key()).statusCode()).isEqualTo(401);
    assertThat(location(browser.get("/tasks"))).endsWith("/login");
    assertThat(browser.get("/login").statusCode()).isEqualTo(200);
    assertThat(tasks.find(task.key())).hasValueSatisfying(open -> assertThat(open.open()).isTrue());
  }

  @Test
  void aSessionThatCannotBeAskedAboutEndsWithItsToken() throws Exception {
    for (String missing : List.of("refresh_token", "id_token")) {
      PROVIDER.tokenLife = TOKEN.plus(moved);
      PROVIDER.leaveOut(missing.equals("refresh_token") ? missing : "");
      signIn(LEGAL);
      assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
      PROVIDER.leaveOut(missing);

      pass(TOKEN.plusSeconds(1));

      assertThat(browser.getPart("/tasks/1/values").statusCode()).as(missing).isEqualTo(401);
      assertThat(location(browser.get("/tasks"))).as(missing).endsWith("/login");
    }
  }

  @Test
  void aProviderOutOfReachIsBorneWithForAWhile() throws Exception {
    signIn(LEGAL);
    PROVIDER.down = true;

    pass(TOKEN.plusSeconds(1));
    assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
    pass(Duration.ofMinutes(4));
    assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
    pass(Duration.ofMinutes(1));
    assertThat(location(browser.get("/tasks"))).endsWith("/login");
  }

  @Test
  void aProviderThatComesBackGoesOnWithTheSession() throws Exception {
    TestProvider.Person person = signIn(LEGAL);
    PROVIDER.down = true;
    pass(TOKEN.plusSeconds(1));
    assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
    person.groups = List.of("finance");
    PROVIDER.down = false;

    pass(Duration.ofSeconds(11));

    assertThat(browser.get("/tasks").statusCode()).isEqualTo(200);
    assertThat(groupsKnown()).isEqualTo("{finance}");
  }

  @Test
  void manyRequestsAtOnceUseTheRefreshTokenOnce() throws Exception {
    signIn(LEGAL);

    pass(TOKEN.plusSeconds(1));
    PROVIDER.tokenLife = TOKEN.plus(moved);
    List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> browser.getMeanwhile("/tasks")).limit(6).toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
  }

  private TestProvider.Person signIn(List<String> groups) throws Exception {
    TestProvider.Person person = PROVIDER.next(ada, APPROVER, groups);
    browser.signIn();
    return person;
  }

  private UserTask taskOf(String group) {
    TestProcesses processes = new TestProcesses(context);
    String partner = "T-" + UUID.randomUUID();
    processes.start(processes.deployApproval(group), partner, Map.of("partnerId", partner, "requestedBy", "manager"));
    return await().atMost(Duration.ofSeconds(10)).until(() -> tasks.ofBusinessId(partner), found -> found.size() == 1).get(0);
  }

  private String groupsKnown() {
    return jdbc.sql("SELECT groups::text FROM member WHERE name = :name").param("name", ada).query(String.class).single();
  }

  private void pass(Duration time) {
    TestClock.move(port, time);
    moved = moved.plus(time);
  }
}
