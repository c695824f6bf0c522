package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.Finding.Kind;
import dev.entente.access.GrantOrder.Place;
import dev.entente.access.Runs.Run;
import dev.entente.access.Runs.State;
import dev.entente.access.target.TargetSystem;
import dev.entente.access.target.TargetSystem.Access;
import dev.entente.access.target.TestDirectory;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The reconciliation as people see it, of a directory that is set up on the page Targets and holds thirteen grants of one partner. */
@EntenteTest
class ReconciliationPagesTest {

  private static final String BASE = "dc=entente,dc=example";

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Planning planning;
  @Autowired Granting granting;
  @Autowired Grants grants;
  @Autowired Runs runs;
  @Autowired Findings findings;
  @Autowired Reconciliation reconciliation;
  @Autowired UserTasks tasks;
  @Autowired Clock clock;
  @Autowired WebApplicationContext context;

  private final String id = "t-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestDirectory directory = new TestDirectory();
  private final TargetSystem own = directory.target(id, BASE);
  private final JobContext job = new JobContext(1, 8_200_000L + System.nanoTime() % 100_000, 1, "partner-onboarding", "task_grantEntitlement", 3);
  private PartnerId partner;
  private MockMvc mvc;

  @BeforeEach
  void aTargetWithThirteenGrants() throws Exception {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    assertThat(send(directory(BASE, "/targets").param("kind", "LDAP").param("id", id), "admin", "ROLE_ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    for (String entitlement : List.of("partner-portal", "price-list", "learning", "support-desk", "deal-registration", "marketing-kit")) {
      planning.entitlement(partner, entitlement, job).forEach(this::grantHere);
    }
    planning.accounts(partner, job).forEach(this::grantHere);
    jdbc.sql("UPDATE access_grant SET changed_at = changed_at - interval '1 hour' WHERE target = :id").param("id", id).update();
    assertThat(own.list()).hasSize(13);
  }

  @AfterEach
  void close() {
    directory.close();
    jdbc.sql("UPDATE access_grant SET state = 'REVOKED' WHERE target = :id").param("id", id).update();
    jdbc.sql("UPDATE access_finding SET state = 'CLOSED' WHERE target = :id").param("id", id).update();
    jdbc.sql("DELETE FROM access_target WHERE id IN (:id, :hand)").param("id", id).param("hand", id + "-hand").update();
  }

  @Test
  void aWrongFilterTakesNothingAwayAndIsCleanOnceItIsCorrected() throws Exception {
    assertThat(compared().state()).isEqualTo(State.DRY);
    assertThat(send(directory("ou=elsewhere," + BASE, "/targets/" + id).param("version", "1").param("confirmed", "true"), "admin", "ROLE_ADMIN")
        .getRedirectedUrl()).isEqualTo("/targets/" + id);

    Run held = compared();

    assertThat(held.state()).isEqualTo(State.HELD);
    String page = page("/access/runs/" + held.id());
    assertThat(page).contains("The brake holds this run", "showed nothing at all, but the ledger says that it holds 13 grants", "13 to report", "/targets/" + id,
        "Discard the run").doesNotContain("??", "id=\"reason-foot\"><div class=\"invalid");
    assertThat(page("/access/runs")).contains("Held by the brake", "when the held run is decided").doesNotContain("??");
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE key = :key AND recipient = 'compliance@entente.example'")
        .param("key", "reconciliation-held:" + held.id()).query(Long.class).single()).isEqualTo(1);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(jdbc.sql("SELECT text_body FROM mail WHERE key = :key")
        .param("key", "reconciliation-held:" + held.id()).query(String.class).optional().orElse("")).contains("showed nothing at all", "holds 13 grants"));
    assertThat(open()).isEmpty();
    assertThat(own.list()).hasSize(13);
    assertThat(grants.active(partner)).hasSize(13);
    assertThat(runs.find(begin().orElseThrow())).as("no second run").get().isEqualTo(held);

    for (String action : List.of("/asking", "/release", "/discard")) {
      assertThat(send(post("/access/runs/" + held.id() + action).param("reason", "x"), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
    }
    send(directory(BASE, "/targets/" + id).param("version", "2"), "admin", "ROLE_ADMIN");
    send(post("/access/runs/" + held.id() + "/discard"), "compliance", "GROUP_compliance");
    Run clean = compared();

    assertThat(clean.state()).isEqualTo(State.DONE);
    assertThat(clean.seen()).isEqualTo(new Runs.Seen(13, 13, 13, 0, 0, 0, 0));
    assertThat(page("/access/runs/" + held.id())).contains("Discarded by compliance");
    assertThat(page("/access/runs/" + clean.id())).contains("Nothing to do").doesNotContain("??");
    assertThat(open()).isEmpty();
    assertThat(trail()).containsSubsequence("reconciliation.held", "reconciliation.discarded", "reconciliation.begun");
  }

  @Test
  void aHeldRunGoesOnByTwoPeopleAndItsFindingsAreSettledByTheirOwner() throws Exception {
    compared();
    for (int foreign = 0; foreign < 6; foreign++) {
      own.grant(orphan("extra-" + foreign));
    }
    own.grant(new Access("X-1", "X-1", "Somebody else", "payroll"));
    Access missing = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("price-list")).findFirst().orElseThrow().access();
    own.revoke(missing);
    Run held = compared();
    assertThat(held.seen()).isEqualTo(new Runs.Seen(20, 13, 12, 8, 1, 0, 0));

    assertThat(send(post("/access/runs/" + held.id() + "/asking").param("reason", " "), "compliance", "GROUP_compliance").getContentAsString())
        .contains("Say why, in at most 500 characters");
    send(post("/access/runs/" + held.id() + "/asking").param("reason", "They moved here"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "admin", "ROLE_ADMIN");
    assertThat(runs.find(held.id()).orElseThrow().state()).as("neither who asked nor who began it").isEqualTo(State.HELD);
    send(post("/access/runs/" + held.id() + "/release"), "legal", "GROUP_legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.find(held.id()).orElseThrow().state() == State.DONE);

    assertThat(page("/access/runs/" + held.id())).contains("Let go on by compliance and legal", "They moved here", "payroll").doesNotContain("??");
    assertThat(page("/access/findings?target=" + id)).contains("nobody granted it", "its owner is asked", "1 to 9 of 9").doesNotContain("??");
    assertThat(page("/access/findings?target=" + id + "&kind=MISSING")).contains("does not hold it", "1 to 1 of 1");
    assertThat(page("/access/findings?target=" + id + "&kind=DRIFTED")).contains("No finding fits");
    assertThat(page("/access/findings/export?target=" + id).lines()).hasSize(10).element(1).asString().contains(id, "compliance");
    assertThat(page("/partners/" + partner + "/grants")).contains("7 findings of the reconciliation are open").doesNotContain("??");

    decide(finding("extra-0"), "\"findingDecision\": \"REMOVE\"");
    decide(finding("extra-1"), "\"findingDecision\": \"ADOPT\", \"findingUntil\": \"" + LocalDate.now(clock).plusDays(200) + "\"");
    decide(finding("price-list"), "\"findingDecision\": \"REGRANT\"");
    decide(finding("payroll"), "\"findingDecision\": \"ACCEPT\", \"findingUntil\": \"" + LocalDate.now(clock).plusDays(30) + "\"");

    assertThat(own.verify(orphan("extra-0"))).isFalse();
    assertThat(own.verify(missing)).isTrue();
    assertThat(grants.active(partner)).filteredOn(grant -> grant.role().equals("extra-1")).singleElement()
        .satisfies(grant -> assertThat(grant.terms().reason()).contains("Adopted by compliance", "Looked at"));
    assertThat(open()).extracting(Finding::role).containsExactlyInAnyOrder("extra-2", "extra-3", "extra-4", "extra-5", "account");
  }

  @Test
  void aRunThatFailedSaysWhatTheTargetAnswered() throws Exception {
    directory.stop();

    Run failed = compared();

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(page("/access/runs/" + failed.id())).contains("could not be compared", "The target answered: ").doesNotContain("??");
    for (String key : List.of("tooManyRemovals", "tooManyChanges", "brokeOff", "brokenOff", "asWritten")) {
      jdbc.sql("UPDATE reconciliation_run SET problem = :key, problem_args = '{26,25,25,10,300}' WHERE id = :id").param("key", key).param("id", failed.id()).update();
      assertThat(page("/access/runs/" + failed.id())).as(key).doesNotContain("??", "{0}");
    }
  }

  @Test
  void theOwnerOfATargetIsToldOfHeldRunsAndAskedAboutWhatNobodyGranted() throws Exception {
    compared();
    assertThat(send(directory(BASE, "/targets/" + id).param("version", "1").param("owner", "product"), "admin", "ROLE_ADMIN").getRedirectedUrl())
        .isEqualTo("/targets/" + id);
    for (int foreign = 0; foreign < 6; foreign++) {
      own.grant(orphan("extra-" + foreign));
    }
    Access missing = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("price-list")).findFirst().orElseThrow().access();
    own.revoke(missing);
    assertThat(reconciliation.leftovers(partner, id)).filteredOn(left -> left.role().equals("extra-0")).singleElement().extracting(Leftover::owner)
        .isEqualTo("product");

    Run held = compared();
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(jdbc.sql("SELECT recipient FROM mail WHERE key = :key").param("key", "reconciliation-held:" + held.id()).query(String.class).list())
        .containsExactly("product@entente.example");
    release(held);

    assertThat(finding("extra-0").owner()).isEqualTo("product");
    assertThat(finding("price-list").owner()).as("what the ledger has granted").isEqualTo("compliance");
    assertThat(page("/access/findings/" + finding("extra-0").id())).contains("<dd>Product</dd>").doesNotContain("??");
    Finding orphan = finding("extra-0");
    send(post("/access/findings/" + orphan.id() + "/asking"), "compliance", "GROUP_compliance");
    UserTask task = await().atMost(Duration.ofSeconds(30)).until(() -> asked(orphan), found -> found != null);
    assertThat(task.candidateGroups()).containsExactly("product");
    assertThat(complete(task, "\"findingDecision\": \"REMOVE\"", "compliance").getStatus()).isEqualTo(403);
    assertThat(complete(task, "\"findingDecision\": \"REMOVE\"", "product").getStatus()).isBetween(200, 204);
    await().atMost(Duration.ofSeconds(30)).until(() -> findings.find(orphan.id()).orElseThrow().state() == Finding.State.CLOSED);
    assertThat(own.verify(orphan("extra-0"))).isFalse();
  }

  @Test
  void whatPeopleChangeByHandIsSaidToBeNotComparable() throws Exception {
    String hand = id + "-hand";
    jdbc.sql("INSERT INTO access_target (id, kind, name, settings, enabled, changed_at, changed_by) VALUES (:id, 'BY_HAND', 'Badges', '{}', true, now(), 'test')")
        .param("id", hand).update();

    assertThat(page("/access/runs")).contains("Badges", "Not comparable: people change it by hand");
    assertThat(send(post("/access/runs").param("target", hand), "admin", "ROLE_ADMIN").getRedirectedUrl()).isEqualTo("/access/runs");
    assertThat(runs.last(hand)).isEmpty();
    assertThat(send(post("/access/runs").param("target", "nowhere"), "admin", "ROLE_ADMIN").getStatus()).isEqualTo(404);
    assertThat(send(post("/access/runs").param("target", id), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
    assertThat(page("/access/findings/999999999999", 404)).doesNotContain("??");
  }

  @Test
  void aGrantIsReviewedAndRevokedOnItsPage() throws Exception {
    Grant grant = grants.active(partner).get(0);
    jdbc.sql("UPDATE access_grant SET review_on = current_date, review_asked_at = now() WHERE id = :id").param("id", grant.id()).update();
    String path = "/access/grants/" + grant.id();
    assertThat(page(path)).contains("Sent to the target", "Seen in the target", "Partner management", "Still needed", "To be reviewed").doesNotContain("??");
    assertThat(page("/access?partner=" + partner)).contains(path).doesNotContain("??");
    for (String action : List.of("/review", "/revocation")) {
      assertThat(send(post(path + action).param("reason", "x"), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
      assertThat(send(post(path + action), "compliance", "GROUP_compliance").getContentAsString()).contains("Say why, in at most 500 characters");
    }

    send(post(path + "/review").param("reason", "Used every week"), "compliance", "GROUP_compliance");
    assertThat(page(path)).contains("Reviewed: still needed", "Used every week").doesNotContain("To be reviewed");
    send(post(path + "/revocation").param("reason", "Used no more"), "compliance", "GROUP_compliance");

    assertThat(own.verify(grant.access())).isFalse();
    assertThat(page(path)).contains("Seen to be gone", "Used no more", "Revoked").doesNotContain("Still needed</button>", "??");
  }

  /** Its owner is asked, sees it beside the task, and decides. */
  private void decide(Finding finding, String decision) throws Exception {
    send(post("/access/findings/" + finding.id() + "/asking"), "compliance", "GROUP_compliance");
    UserTask task = await().atMost(Duration.ofSeconds(30)).until(() -> asked(finding), found -> found != null);
    assertThat(page("/access/findings/asked?instance=" + task.processInstanceKey())).contains("/access/findings/" + finding.id(), finding.role()).doesNotContain("??");
    assertThat(page("/access/findings/" + finding.id())).contains("/processes/instances/" + task.processInstanceKey(), "Owner asked").doesNotContain("??");
    assertThat(page("/tasks/" + task.key())).contains("/access/findings/asked?instance=" + task.processInstanceKey()).doesNotContain("??");

    MockHttpServletResponse answer = complete(task, decision, "compliance");
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 204);
    await().atMost(Duration.ofSeconds(30)).until(() -> findings.find(finding.id()).orElseThrow().state() != Finding.State.OPEN);
  }

  private MockHttpServletResponse complete(UserTask task, String decision, String group) throws Exception {
    return send(post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
        .content("{\"variables\": {\"findingComment\": \"Looked at\", " + decision + "}}"), group, "GROUP_" + group);
  }

  private void release(Run held) throws Exception {
    send(post("/access/runs/" + held.id() + "/asking").param("reason", "They moved here"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "legal", "GROUP_legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.find(held.id()).orElseThrow().state() == State.DONE);
  }

  private UserTask asked(Finding finding) {
    return tasks.ofBusinessId(finding.partner()).stream().filter(task -> task.processId().equals("access-finding") && task.open())
        .filter(task -> Long.valueOf(finding.id()).equals(((Number) tasks.variables(task.key()).get("findingId")).longValue())).findFirst().orElse(null);
  }

  private Finding finding(String role) {
    return open().stream().filter(one -> one.role().equals(role) && (one.kind() == Kind.ORPHAN || one.kind() == Kind.MISSING)).findFirst().orElseThrow();
  }

  private List<Finding> open() {
    return findings.page(new Findings.Filter(id, null, "OPEN", null), 0, 100);
  }

  private Run compared() throws Exception {
    begin();
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.last(id).filter(run -> !run.isBusy()).isPresent());
    return runs.last(id).orElseThrow();
  }

  private Optional<Long> begin() throws Exception {
    send(post("/access/runs").param("target", id), "admin", "ROLE_ADMIN");
    return runs.last(id).map(Run::id);
  }

  private void grantHere(GrantOrder order) {
    granting.grant(new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), new Place(id, order.place().role()), order.holder(),
        order.terms(), order.origin()), false);
  }

  private Access orphan(String role) {
    return new Access(partner.value(), partner.value(), "x", role);
  }

  private MockHttpServletRequestBuilder directory(String baseDn, String path) {
    return post(path).param("name", "Staff").param("setting.url", "ldap://127.0.0.1:" + directory.server().getListenPort()).param("setting.baseDn", baseDn);
  }

  private List<String> trail() {
    return jdbc.sql("SELECT action FROM trail WHERE subject = :subject ORDER BY id").param("subject", "target:" + id).query(String.class).list();
  }

  private String page(String path) throws Exception {
    return page(path, 200);
  }

  private String page(String path, int status) throws Exception {
    MockHttpServletResponse response = send(get(path), "compliance", "GROUP_compliance");
    assertThat(response.getStatus()).as(path + "\n" + response.getContentAsString()).isEqualTo(status);
    return response.getContentAsString();
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String name, String authority) throws Exception {
    String role = authority.startsWith("ROLE_") ? authority : "ROLE_APPROVER";
    return mvc.perform(request.with(user(name).authorities(AuthorityUtils.createAuthorityList(role, authority))).with(csrf())).andReturn().getResponse();
  }
}
