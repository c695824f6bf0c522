package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.provisioning.TestDirectory;
import dev.entente.reconciliation.Finding.Kind;
import dev.entente.reconciliation.Finding;
import dev.entente.reconciliation.Findings;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import dev.entente.reconciliation.ReconciliationRuns;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** A directory that is set up on the page Targets, that only this test uses, and that holds thirteen grants of one partner. */
@EntenteTest
public abstract class OnOwnTarget {

  public static final String BASE = "dc=entente,dc=example";

  public @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Planning planning;
  @Autowired Granting granting;
  public @Autowired Grants grants;
  public @Autowired ReconciliationRuns runs;
  public @Autowired Findings findings;
  public @Autowired ResidualAccessCheck reconciliation;
  @Autowired UserTasks tasks;
  public @Autowired Clock clock;
  @Autowired WebApplicationContext context;

  public final String id = "t-" + UUID.randomUUID().toString().substring(0, 8);
  public final TestDirectory directory = new TestDirectory();
  public final TargetSystem own = directory.target(id, BASE);
  private final JobContext job = new JobContext(1, 8_200_000L + System.nanoTime() % 100_000, 1, "partner-onboarding", "task_grantEntitlement", 3);
  public PartnerId partner;
  public MockMvc mvc;

  @BeforeEach
  public void aTargetWithThirteenGrants() throws Exception {
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
  public void close() {
    directory.close();
    jdbc.sql("UPDATE access_grant SET state = 'REVOKED' WHERE target = :id").param("id", id).update();
    jdbc.sql("UPDATE access_finding SET state = 'CLOSED' WHERE target = :id").param("id", id).update();
    jdbc.sql("DELETE FROM access_target WHERE id IN (:id, :hand)").param("id", id).param("hand", id + "-hand").update();
  }

  public MockHttpServletResponse complete(UserTask task, String decision, String group) throws Exception {
    return send(post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
        .content("{\"variables\": {\"findingComment\": \"Looked at\", " + decision + "}}"), group, "GROUP_" + group);
  }

  public void release(Run held) throws Exception {
    send(post("/access/runs/" + held.id() + "/asking").param("reason", "They moved here"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "legal", "GROUP_legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.find(held.id()).orElseThrow().state() == State.DONE);
  }

  public UserTask asked(Finding finding) {
    return tasks.ofBusinessId(finding.partner()).stream().filter(task -> task.processId().equals("access-finding") && task.open())
        .filter(task -> Long.valueOf(finding.id()).equals(((Number) tasks.variables(task.key()).get("findingId")).longValue())).findFirst().orElse(null);
  }

  public Finding finding(String role) {
    return open().stream().filter(one -> one.role().equals(role) && (one.kind() == Kind.ORPHAN || one.kind() == Kind.MISSING)).findFirst().orElseThrow();
  }

  public List<Finding> open() {
    return findings.page(new Findings.Filter(id, null, "OPEN", null), 0, 100);
  }

  public Run compared() throws Exception {
    begin();
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.last(id).filter(run -> !run.isBusy()).isPresent());
    return runs.last(id).orElseThrow();
  }

  public Optional<Long> begin() throws Exception {
    send(post("/access/runs").param("target", id), "admin", "ROLE_ADMIN");
    return runs.last(id).map(Run::id);
  }

  private void grantHere(GrantOrder order) {
    granting.grant(new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), new Place(id, order.place().role()), order.holder(),
        order.terms(), order.origin()), false);
  }

  public Access orphan(String role) {
    return new Access(partner.value(), partner.value(), "x", role);
  }

  public MockHttpServletRequestBuilder directory(String baseDn, String path) {
    return post(path).param("name", "Staff").param("setting.url", "ldap://127.0.0.1:" + directory.server().getListenPort()).param("setting.baseDn", baseDn);
  }

  public List<String> trail() {
    return jdbc.sql("SELECT action FROM trail WHERE subject = :subject ORDER BY id").param("subject", "target:" + id).query(String.class).list();
  }

  public String page(String path) throws Exception {
    return page(path, 200);
  }

  public String page(String path, int status) throws Exception {
    MockHttpServletResponse response = send(get(path), "compliance", "GROUP_compliance");
    assertThat(response.getStatus()).as(path + "\n" + response.getContentAsString()).isEqualTo(status);
    return response.getContentAsString();
  }

  public MockHttpServletResponse send(MockHttpServletRequestBuilder request, String name, String authority) throws Exception {
    String role = authority.startsWith("ROLE_") ? authority : "ROLE_APPROVER";
    return mvc.perform(request.with(user(name).authorities(AuthorityUtils.createAuthorityList(role, authority))).with(csrf())).andReturn().getResponse();
  }
}
