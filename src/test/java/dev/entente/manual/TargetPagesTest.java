package dev.entente.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.Planning;
import dev.entente.access.TestPartners;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import dev.entente.provisioning.TestDirectory;
import dev.entente.provisioning.TestScimService;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TargetPagesTest {

  /** Any secret that is there. */
  private static final String SECRET = "entente.target.ldap.password";

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Planning planning;
  @Autowired Granting granting;
  @Autowired Targets targets;
  @Autowired WebApplicationContext context;

  private final String id = "t-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestDirectory directory = new TestDirectory();
  private final String url = "ldap://127.0.0.1:" + directory.server().getListenPort();
  private final JobContext job = new JobContext(1, 8_100_000L + System.nanoTime() % 100_000, 1, "partner-onboarding", "task_grantEntitlement", 3);
  private MockMvc mvc;

  @BeforeEach
  void pages() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
  }

  @AfterEach
  void close() {
    directory.close();
    jdbc.sql("UPDATE access_grant SET state = 'REVOKED' WHERE target = :id").param("id", id).update();
    jdbc.sql("DELETE FROM access_target WHERE id = :id").param("id", id).update();
  }

  @Test
  void allOfStaffReadAndOnlyAdministratorsChange() throws Exception {
    String list = body(get("/targets"), "AUDITOR");
    assertThat(list).contains("Directory", "License issuer", "/targets/directory").doesNotContain("Add target", "??");
    assertThat(body(get("/targets/directory"), "AUDITOR")).contains("not set", "Settings").doesNotContain("Test now", "Switch off<", "??");
    assertThat(body(get("/targets/license-issuer"), "ADMIN")).contains("Test now").doesNotContain("??");

    for (MockHttpServletRequestBuilder change : new MockHttpServletRequestBuilder[] {get("/targets/new"), get("/targets/directory/edit"),
        post("/targets").param("kind", "SCIM"), post("/targets/directory").param("name", "x"), post("/targets/directory/test"),
        post("/targets/directory/switch").param("enabled", "false"), post("/targets/directory/remove")}) {
      for (String role : new String[] {"AUDITOR", "PARTNER_MANAGER", "PROCESS_OWNER"}) {
        assertThat(send(change, role).getStatus()).isEqualTo(403);
      }
    }
    assertThat(send(get("/targets/nowhere"), "ADMIN").getStatus()).isEqualTo(404);
  }

  @Test
  void everyKindHasItsForm() throws Exception {
    assertThat(body(get("/targets/new"), "ADMIN")).contains("SCIM 2.0 service", "By hand").doesNotContain("??");
    for (String kind : new String[] {"LDAP", "SCIM", "CONNID", "WEBHOOK", "BY_HAND"}) {
      assertThat(body(get("/targets/new").param("kind", kind), "ADMIN")).as(kind).contains("name=\"id\"", "name=\"setting.").doesNotContain("??");
    }
  }

  @Test
  void whatCantBeUsedIsSaidAtItsFieldAndNothingTypedIsLost() throws Exception {
    String empty = body(post("/targets").param("kind", "SCIM").param("id", "Not An Id").param("setting.token", "my-token"), "ADMIN");
    assertThat(empty).contains("The id takes 2 to 50", "Give it a name", "Is required.", "value=\"Not An Id\"", "value=\"my-token\"").doesNotContain("??");

    String unsafe = body(scim("http://scim.example.com").param("setting.token", SECRET), "ADMIN");
    assertThat(unsafe).contains("only over https", "value=\"http://scim.example.com\"");
    assertThat(body(scim("https://scim.example.com").param("setting.token", "spring.datasource.password"), "ADMIN")).contains("begins with ENTENTE_TARGET_");
    assertThat(body(scim("https://scim.example.com").param("setting.token", "ENTENTE_TARGET_MISSING"), "ADMIN"))
        .contains("No environment variable or property ENTENTE_TARGET_MISSING");
    assertThat(body(scim("https://scim.example.com").param("setting.token", SECRET).param("setting.removal", "burn"), "ADMIN")).contains("Choose one of the list");
    assertThat(targets.knows(id)).isFalse();
  }

  @Test
  void anAdministratorAddsAndTestsATarget() throws Exception {
    try (TestScimService service = new TestScimService()) {
      assertThat(send(scim(service.url()).param("setting.token", SECRET), "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
      assertThat(body(scim(service.url()).param("setting.token", SECRET), "ADMIN")).contains("There is a target with this id already");

      assertThat(body(post("/targets/" + id + "/test"), "ADMIN")).contains("can&#39;t be used", "does not accept the secret").doesNotContain("<html", "??");
      assertThat(body(get("/targets"), "AUDITOR")).contains("In trouble");
      assertThat(body(get("/targets/" + id), "AUDITOR")).contains("What was wrong last", SECRET, service.url());
      assertThat(trail("target.added")).isEqualTo(1);
    }
    assertThat(body(post("/targets/directory/test"), "ADMIN")).contains("The target answers");
  }

  @Test
  void whoChangesOnAnOldPageIsTold() throws Exception {
    addDirectory();
    assertThat(send(directory("dc=entente,dc=example").param("name", "New name").param("version", "1"), "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
    assertThat(body(directory("dc=entente,dc=example").param("name", "Other name").param("version", "1"), "ADMIN")).contains("Somebody else has changed");
    assertThat(body(get("/targets/" + id), "ADMIN")).contains("New name");
    assertThat(jdbc.sql("SELECT details::text FROM trail WHERE subject = :s AND action = 'target.changed'").param("s", "target:" + id).query(String.class).list())
        .singleElement().asString().contains("-> New name");
  }

  @Test
  void aTargetNamesAKnownGroupAsItsOwnerOrNone() throws Exception {
    addDirectory();
    assertThat(body(get("/targets/" + id), "AUDITOR")).containsPattern("Owner of findings</dt>\\s*<dd>Compliance</dd>");
    assertThat(body(get("/targets/" + id + "/edit"), "ADMIN")).contains("As for all targets: Compliance", "value=\"product\"").doesNotContain("??");

    assertThat(body(directory("dc=entente,dc=example").param("name", "Staff").param("version", "1").param("owner", "nobody"), "ADMIN"))
        .containsPattern("id=\"owner-foot\">\\s*<div class=\"invalid-feedback\">Choose one of the list").doesNotContain("??");
    assertThat(version()).isEqualTo(1);
    send(directory("dc=entente,dc=example").param("name", "Staff").param("version", "1").param("owner", "product"), "ADMIN");
    assertThat(body(get("/targets/" + id), "AUDITOR")).containsPattern("Owner of findings</dt>\\s*<dd>Product</dd>");
    assertThat(body(get("/targets/" + id + "/edit"), "ADMIN")).contains("value=\"product\" selected=\"selected\"");

    send(post("/targets/" + id + "/switch").param("enabled", "false"), "ADMIN");
    assertThat(owner()).as("switching keeps it").isEqualTo("product");
    send(directory("dc=entente,dc=example").param("name", "Staff").param("version", "3").param("owner", ""), "ADMIN");
    assertThat(owner()).isNull();
    assertThat(jdbc.sql("SELECT details::text FROM trail WHERE subject = :s AND action = 'target.changed' ORDER BY id").param("s", "target:" + id)
        .query(String.class).list()).hasSize(2).element(0).asString().contains("-> product");
  }

  @Test
  void aChangeThatWouldLoseWhatTheLedgerHoldsAsksFirst() throws Exception {
    addDirectory();
    grant();

    String asked = body(directory("ou=elsewhere,dc=entente,dc=example").param("name", "Staff").param("version", "1"), "ADMIN");
    assertThat(asked).contains("lose sight of 1 of the 1 open grants", "ou=elsewhere", "name=\"confirmed\"").doesNotContain("??");
    directory.stop();
    assertThat(body(directory("ou=elsewhere,dc=entente,dc=example").param("name", "Staff").param("version", "1"), "ADMIN")).contains("could not be looked at");
    assertThat(version()).isEqualTo(1);

    assertThat(send(directory("ou=elsewhere,dc=entente,dc=example").param("name", "Staff").param("version", "1").param("confirmed", "true"), "ADMIN")
        .getRedirectedUrl()).isNotNull();
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void aTargetIsSwitchedOffKnowinglyAndRemovedOnlyWhenTheLedgerHoldsNothing() throws Exception {
    addDirectory();
    grant();
    MockHttpServletRequestBuilder off = post("/targets/" + id + "/switch").param("enabled", "false");

    assertThat(body(off, "ADMIN")).contains("lose sight of 1 of the 1", "Switch off all the same").doesNotContain("??");
    assertThat(targets.get(id).list()).isNotEmpty();

    assertThat(send(off.param("confirmed", "true"), "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
    assertThatThrownBy(() -> targets.get(id).list()).isInstanceOf(TargetUnavailable.class).hasMessageContaining("switched off");
    assertThat(body(get("/targets/" + id), "ADMIN")).contains("Switched off", "Switch on", "Remove");

    assertThat(send(post("/targets/" + id + "/remove"), "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
    jdbc.sql("UPDATE access_grant SET state = 'REVOKED' WHERE target = :id").param("id", id).update();
    assertThat(send(post("/targets/" + id + "/remove"), "ADMIN").getRedirectedUrl()).isEqualTo("/targets");
    assertThat(targets.knows(id)).isFalse();
    assertThat(trail("target.removed")).isEqualTo(1);
  }

  private void addDirectory() throws Exception {
    MockHttpServletRequestBuilder add = post("/targets").param("kind", "LDAP").param("id", id).param("name", "Staff")
        .param("setting.url", url).param("setting.baseDn", "dc=entente,dc=example");
    assertThat(send(add, "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
  }

  private MockHttpServletRequestBuilder directory(String baseDn) {
    return post("/targets/" + id).param("setting.url", url).param("setting.baseDn", baseDn);
  }

  private MockHttpServletRequestBuilder scim(String url) {
    return post("/targets").param("kind", "SCIM").param("id", id).param("name", "Wiki").param("setting.url", url);
  }

  private void grant() {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    GrantOrder usual = planning.entitlement(partner, "price-list", job).get(0);
    assertThat(granting.grant(new GrantOrder(partner, Grant.Kind.ENTITLEMENT, "staff", "Staff", new Place(id, "staff"), usual.holder(), usual.terms(),
        usual.origin()), false)).isInstanceOf(Granting.Result.Granted.class);
  }

  private @Nullable String owner() {
    return jdbc.sql("SELECT owner FROM access_target WHERE id = :id").param("id", id).query(String.class).optional().orElse(null);
  }

  private long version() {
    return jdbc.sql("SELECT version FROM access_target WHERE id = :id").param("id", id).query(Long.class).single();
  }

  private long trail(String action) {
    return jdbc.sql("SELECT count(*) FROM trail WHERE subject = :s AND action = :a").param("s", "target:" + id).param("a", action).query(Long.class).single();
  }

  private String body(MockHttpServletRequestBuilder request, String role) throws Exception {
    MockHttpServletResponse response = send(request, role);
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String role) throws Exception {
    return mvc.perform(request.with(user("somebody").roles(role)).with(csrf())).andReturn().getResponse();
  }
}
