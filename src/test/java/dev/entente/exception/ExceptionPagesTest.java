package dev.entente.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.approval.TestApprovals;
import dev.entente.exception.ExceptionCase.State;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.TestProcesses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ExceptionPagesTest {

  private static final RequestPostProcessor MANAGER = user("manager").roles("PARTNER_MANAGER");
  private static final RequestPostProcessor AUDITOR = user("auditor").roles("AUDITOR");
  private static final String WHY = "A customer waits for it";

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired ExceptionCases cases;
  @Autowired ExceptionRequests requesting;
  @Autowired ExceptionJobs exceptionJobs;
  @Autowired ExceptionFacts facts;

  private MockMvc mvc;
  private PartnerId partner;

  @BeforeEach
  void aSilverPartner() {
    new TestProcesses(context);
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    partner = new TestAccess(context).active("SILVER");
  }

  @Test
  void aManagerAsksForAnExceptionAndFollowsIt() throws Exception {
    assertThat(page("/partners/" + partner + "/exceptions", MANAGER)).contains("No exceptions", "Request exception").doesNotContain("??");
    assertThat(page("/partners/" + partner + "/exceptions/new", MANAGER)).contains("Usage cap", "The group Finance answers for it.", "extended once").doesNotContain("??");
    assertThat(page("/partners/" + partner + "/exceptions/new?kind=EARLY_ACCESS", MANAGER)).contains("Lead sharing (Gold)", "module Analytics (Gold)")
        .doesNotContain("Price list", "??");

    String where = send(request("USAGE_CAP", "", "200", "30", WHY), MANAGER).getRedirectedUrl();
    String id = where.substring(where.lastIndexOf('/') + 1);

    assertThat(page(where, MANAGER)).contains("200 seats more than the cap of the tier", "Requested", "Channel management", "Withdraw request", WHY)
        .doesNotContain("??", "Revoke before its time is over");
    assertThat(page(where, AUDITOR)).doesNotContain("Withdraw request");
    assertThat(page("/partners/" + partner + "/exceptions", AUDITOR)).contains(id).doesNotContain("Request exception");
    new TestApprovals(context).approve(partner, "chris", "channel-management");
    await().atMost(Duration.ofSeconds(30)).until(() -> cases.get(id).state() == State.IN_FORCE);
    assertThat(page(where, MANAGER)).contains("In force", "Put in force", "Request extension", "Revoke before its time is over", "Where it stands").doesNotContain("??");
    assertThat(page("/partners/" + partner + "/licenses", MANAGER)).contains("200 seats more").doesNotContain("??");
    assertThat(page("/exceptions?kind=USAGE_CAP&state=IN_FORCE&owner=channel-management&endsWithin=90&partner=" + partner, AUDITOR)).contains(id).doesNotContain("??");
    assertThat(page("/exceptions?endsWithin=7&partner=" + partner, AUDITOR)).contains("No exception matches");

    assertThat(send(post("/exceptions/" + id + "/revoke").param("why", "  "), MANAGER).getContentAsString()).contains("Say why it is revoked.");
    assertThat(send(post("/exceptions/" + id + "/revoke").param("why", "Not needed any more"), AUDITOR).getStatus()).isEqualTo(403);
    assertThat(send(post("/exceptions/" + id + "/revoke").param("why", "Not needed any more"), user("x").roles("APPROVER")).getStatus()).isEqualTo(403);
    assertThat(cases.get(id).state()).isEqualTo(State.IN_FORCE);
    send(post("/exceptions/" + id + "/revoke").param("why", "Not needed any more"), MANAGER);
    await().atMost(Duration.ofSeconds(30)).until(() -> cases.get(id).state() == State.ENDED);
    assertThat(page(where, AUDITOR)).contains("Not needed any more", "revoked early").doesNotContain("??");
  }

  @Test
  void whatIsWrongIsSaidAtTheFieldAndNothingTypedIsLost() throws Exception {
    assertThat(refused("USAGE_CAP", "", "501", "91", "short")).contains("At most 500: whoever needs more than twice the cap needs a higher tier.",
        "Type a whole number from 1 to 90.", "Say in at least 10 characters why it is needed.", "value=\"501\"", "value=\"91\"", ">short<");
    assertThat(refused("USAGE_CAP", "", "-1", "", WHY)).contains("Type a whole number from 1", "This is needed.");
    assertThat(refused("MARKET", "DE", "", "10", WHY)).contains("DE is no market that can be added");
    assertThat(refused("MARKET", "", "", "10", WHY)).contains("This is needed.");
    assertThat(refused("EARLY_ACCESS", "price-list", "", "10", WHY)).contains("price-list is nothing that only a higher tier gives.");
    assertThat(refused("PAYMENT_TERMS", "", "121", "10", WHY)).contains("At most 120 days.");
    assertThat(refused("GRACE", "LICENSE", "", "10", WHY)).contains("The license ends in more than 90 days");
    assertThat(cases.open(partner)).isEmpty();
  }

  @Test
  void noExceptionOpensAMarketUnderEmbargoAndTheApproverSeesTheRiskOfTheOther() throws Exception {
    assertThat(refused("MARKET", "IR", "", "10", WHY)).contains("IR is no market that can be added");
    String russia = ask("MARKET", "RU", "");

    assertThat(facts.facts(partner, cases.get(russia).approvalKind(), russia).items().toString()).contains("exception.fact.marketRisk", "Restricted: Russia",
        "exception.fact.countryRisk", "No restriction");
  }

  @Test
  void onlyWhoAskedThoseWhoAnswerForItAndPartnerManagersWithdrawARequest() throws Exception {
    String id = ask("USAGE_CAP", "", "10");
    RequestPostProcessor stranger = user("x").authorities(new SimpleGrantedAuthority("ROLE_APPROVER"), new SimpleGrantedAuthority("GROUP_finance"));
    assertThat(page("/exceptions/" + id, stranger)).doesNotContain("Withdraw request");
    assertThat(send(post("/exceptions/" + id + "/withdraw"), stranger).getStatus()).isEqualTo(403);
    assertThat(cases.get(id).state()).isEqualTo(State.REQUESTED);

    RequestPostProcessor owner = user("chris").authorities(new SimpleGrantedAuthority("ROLE_APPROVER"), new SimpleGrantedAuthority("GROUP_channel-management"));
    new TestApprovals(context).seat(partner, "channel-management");
    assertThat(send(post("/exceptions/" + id + "/withdraw"), owner).getStatus()).isEqualTo(302);
    await().atMost(Duration.ofSeconds(30)).until(() -> cases.get(id).state() == State.WITHDRAWN);
  }

  @Test
  void amountsAddUpAndOtherThingsAreGivenOnce() throws Exception {
    ask("USAGE_CAP", "", "300");
    assertThat(refused("USAGE_CAP", "", "201", "10", WHY)).contains("At most 200 more, since exceptions that are open come to 300 already");
    ask("USAGE_CAP", "", "200");
    String market = ask("MARKET", "FR", "");
    assertThat(refused("MARKET", "FR", "", "10", WHY)).contains(market + " is open for the same thing; extend that one instead.");
    ask("MARKET", "IT", "");
  }

  @Test
  void onlyActivePartnersGetExceptionsButWaiversInOnboarding() {
    jdbc.sql("UPDATE partner SET stage = 'ONBOARDING' WHERE id = :id").param("id", partner.value()).update();
    assertThat(problems("USAGE_CAP", "", "10")).containsExactly("exception.problem.stage");
    assertThat(problems("TRAINING_WAIVER", "entry", "1")).isEmpty();
    jdbc.sql("UPDATE partner SET stage = 'SUSPENDED' WHERE id = :id").param("id", partner.value()).update();
    assertThat(problems("TRAINING_WAIVER", "sales", "1")).containsExactly("exception.problem.stageOnboarding");
  }

  @Test
  void everyStepMayBeRepeated() {
    String id = lived();

    assertThat(cases.get(id).state()).isEqualTo(State.ENDED);
    assertThat(jdbc.sql("SELECT step FROM partner_exception_step WHERE exception_id = :id ORDER BY id").param("id", id).query(String.class).list())
        .containsExactly("REQUESTED", "APPLYING", "IN_FORCE", "NOTICED", "REVERTING", "ENDED");
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE subject_id = :id AND template LIKE 'exception-%'").param("id", partner.value()).query(Long.class).single())
        .as("three mails to three people").isEqualTo(9);
  }

  @Test
  void theMailsReadWell() {
    lived();
    for (String template : List.of("exception-in-force", "exception-expiring", "exception-ended")) {
      assertThat(sent(template)).as(template).contains("60 days to pay an invoice", "E-").doesNotContain("??", "{0}", "${", "[(");
    }
    assertThat(sent("task-notice")).contains("New task: Decide: Exception: payment terms", "new task for Finance", " UTC").doesNotContain("??", "{0}", "${", "[(");
  }

  private String sent(String template) {
    return await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("""
            SELECT subject_line || html_body || text_body FROM mail WHERE subject_id = :id AND template = :template AND state = 'SENT' ORDER BY id LIMIT 1
            """).param("id", partner.value()).param("template", template).query(String.class).optional().orElse(""), text -> !text.isEmpty());
  }

  @Test
  void theFactsSayWhatIsAskedForAgainstWhatThereIs() {
    String id = ask("USAGE_CAP", "", "300");
    assertThat(facts.facts(partner, "EXCEPTION_USAGE_CAP", id).items()).extracting(fact -> fact.label() + "=" + fact.value())
        .contains("exception.fact.what=300 seats more than the cap of the tier", "exception.fact.cap=500", "exception.fact.others=none",
            "exception.fact.owner=Channel management");
    assertThat(facts.facts(partner, "EXCEPTION_USAGE_CAP", id)).isEqualTo(facts.facts(partner, "EXCEPTION_USAGE_CAP", id));
  }

  @Test
  void otherSystemsAskAndReadToo() throws Exception {
    RequestPostProcessor manager = httpBasic("manager", "manager");
    MockHttpServletResponse created = api("/api/exceptions", "{\"partnerId\":\"" + partner + "\",\"kind\":\"PAYMENT_TERMS\",\"amount\":45,\"days\":30,\"reason\":\"" + WHY + "\"}",
        manager);
    assertThat(created.getStatus()).isEqualTo(201);
    String url = created.getHeader("Location");
    assertThat(page(url, manager)).contains("45 days to pay an invoice", "\"state\":\"REQUESTED\"", "\"owner\":\"finance\"");
    assertThat(page("/api/exceptions?partner=" + partner + "&kind=PAYMENT_TERMS", manager)).contains("\"total\":1");

    MockHttpServletResponse refused = api("/api/exceptions", "{\"partnerId\":\"" + partner + "\",\"kind\":\"USAGE_CAP\",\"amount\":5000,\"days\":30}", manager);
    assertThat(refused.getStatus()).isEqualTo(400);
    assertThat(refused.getContentAsString()).contains("\"field\":\"amount\"", "\"field\":\"reason\"");
    assertThat(api("/api/exceptions", "{\"partnerId\":\"x\"}", manager).getContentAsString()).contains("partnerId");
    assertThat(api("/api/exceptions", "{\"partnerId\":\"P-99999999\",\"kind\":\"MARKET\"}", manager).getStatus()).isEqualTo(404);
    assertThat(api(url + "/revoke", "{\"reason\":\"\"}", manager).getStatus()).isEqualTo(400);
    assertThat(api(url + "/revoke", "{\"reason\":\"not needed\"}", manager).getStatus()).isEqualTo(409);
    assertThat(api(url + "/extend", "{\"days\":5,\"reason\":\"" + WHY + "\"}", manager).getContentAsString()).contains("Only an exception that is in force");
    assertThat(api("/api/exceptions", "{}", httpBasic("auditor", "auditor")).getStatus()).isEqualTo(403);
    assertThat(send(get("/api/exceptions/E-9"), manager).getStatus()).isEqualTo(404);
  }

  /** Every step of a life, each done twice. */
  private String lived() {
    String id = ask("PAYMENT_TERMS", "", "60");
    JobContext job = job();
    Outcome first = exceptionJobs.apply(new ExceptionJobs.ApplyExceptionInput(partner, id), job);
    assertThat(exceptionJobs.apply(new ExceptionJobs.ApplyExceptionInput(partner, id), job)).isEqualTo(first);
    for (int twice = 0; twice < 2; twice++) {
      exceptionJobs.confirm(new ExceptionJobs.ConfirmExceptionInput(partner, id), job);
    }
    for (int twice = 0; twice < 2; twice++) {
      exceptionJobs.noticeExpiry(new ExceptionJobs.NoticeExpiryInput(partner, id), job);
      exceptionJobs.close(new ExceptionJobs.CloseExceptionInput(partner, id, "REJECTED"), job);
    }
    assertThat(cases.get(id).state()).isEqualTo(State.IN_FORCE);
    for (int twice = 0; twice < 2; twice++) {
      exceptionJobs.stop(new ExceptionJobs.StopExceptionInput(partner, id), job);
    }
    for (int twice = 0; twice < 2; twice++) {
      exceptionJobs.settle(new ExceptionJobs.SettleExceptionInput(partner, id, null), job);
    }
    return id;
  }

  private String ask(String kind, String scope, String amount) {
    ExceptionRequests.Answer answer = requesting.request(partner, new ExceptionRequest(kind, scope, amount, "30", WHY), "manager");
    assertThat(answer.problems()).isEmpty();
    return answer.requested().id();
  }

  private List<String> problems(String kind, String scope, String amount) {
    return requesting.request(partner, new ExceptionRequest(kind, scope, amount, "30", WHY), "manager").problems().stream().map(ExceptionProblem::key).toList();
  }

  private MockHttpServletRequestBuilder request(String kind, String scope, String amount, String days, String reason) {
    return post("/partners/" + partner + "/exceptions").param("kind", kind).param("scope", scope).param("amount", amount).param("days", days).param("reason", reason);
  }

  private String refused(String kind, String scope, String amount, String days, String reason) throws Exception {
    MockHttpServletResponse response = send(request(kind, scope, amount, days, reason), MANAGER);
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentAsString()).doesNotContain("??");
    return response.getContentAsString();
  }

  private String page(String url, RequestPostProcessor who) throws Exception {
    MockHttpServletResponse response = send(get(url), who);
    assertThat(response.getStatus()).as(url).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse api(String url, String body, RequestPostProcessor who) throws Exception {
    return send(post(url).contentType(MediaType.APPLICATION_JSON).content(body), who);
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, RequestPostProcessor who) throws Exception {
    return mvc.perform(request.with(who).with(csrf())).andReturn().getResponse();
  }

  private static JobContext job() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "exception-approval", "element", 3);
  }
}
