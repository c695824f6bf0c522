package dev.entente.termination;

import static dev.entente.termination.TestExit.as;
import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.approval.TestApprovals;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.portal.TestPortal;
import dev.entente.process.TestProcesses;
import dev.entente.termination.Termination.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TerminationPagesTest {

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Partners partners;
  @Autowired Terminations terminations;
  @Autowired TestPortal portal;

  private MockMvc mvc;
  private PartnerId partner;

  @BeforeEach
  void aPartner() {
    new TestProcesses(context);
    mvc = new TestExit(context).mvc();
    partner = new TestAccess(context).active("SILVER");
  }

  @Test
  void theFormSaysWhatIsMissingAndKeepsWhatWasTyped() throws Exception {
    String page = mvc.perform(post("/terminations").param("partner", "P-1").param("explanation", "Because of <b>x</b>").with(csrf()).with(manager()))
        .andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    assertThat(page).contains("A partner id looks like", "Choose a reason", "Because of &lt;b&gt;x&lt;/b&gt;").doesNotContain("??");
    assertThat(start("P-99999999", "BREACH")).contains("There is no such partner");
    mvc.perform(get("/terminations/new").with(as("fred", "finance"))).andExpect(status().isForbidden());
    mvc.perform(post("/terminations").param("partner", partner.value()).param("reason", "BREACH").param("explanation", "x").with(csrf()).with(user("a").roles("AUDITOR")))
        .andExpect(status().isForbidden());
  }

  @Test
  void aCaseIsShownToThoseWhoDecideAndToThePartner() throws Exception {
    mvc.perform(post("/terminations").param("partner", partner.value()).param("reason", "BREACH").param("gravity", "ORDINARY")
        .param("explanation", "Sold outside its markets").with(csrf()).with(manager())).andExpect(flash().attribute("notice", "termination.started"));
    long id = terminations.latest(partner).orElseThrow().id();
    assertThat(start(partner.value(), "BREACH")).contains("is open already");
    TestApprovals people = new TestApprovals(context);
    people.approve(partner, "lena", "legal");
    soon().until(() -> terminations.get(id).state() == State.NOTICE);

    assertThat(page("/terminations/" + id)).contains("Sold outside its markets", "The breach is cured", "Withdraw termination").doesNotContain("??");
    assertThat(page("/terminations?state=OPEN&q=" + partner)).contains("/terminations/" + id, "Notice given").doesNotContain("??");
    assertThat(page("/terminations?reason=SANCTIONS&q=" + partner)).contains("No termination fits");
    assertThat(page("/terminations/lessons")).doesNotContain("??");
    assertThat(page("/partners/" + partner + "/terminations")).contains("Open the case").doesNotContain("??");
    assertThat(page("/partners/" + partner + "/obligations")).contains("Nothing is owed");
    assertThat(page("/partners/" + partner + "/settlement")).contains("can be changed only").doesNotContain("??");
    assertThat(mvc.perform(get("/portal/exit").with(portal.as(partner, "SIGNER"))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString())
        .contains("Notice was given", "Cure the breach").doesNotContain("Sold outside").doesNotContain("??");

    mvc.perform(post("/terminations/" + id + "/cured").param("why", "fine").with(csrf()).with(user("manager").roles("PARTNER_MANAGER"))).andExpect(status().isForbidden());
    mvc.perform(post("/terminations/" + id + "/withdrawal").param("why", " ").with(csrf()).with(manager()))
        .andExpect(flash().attribute("problem", "termination.callOff.reason.missing"));
    mvc.perform(post("/terminations/" + id + "/withdrawal").param("why", "We talked").with(csrf()).with(manager()))
        .andExpect(flash().attribute("notice", "termination.callOff.done"));
    soon().until(() -> terminations.get(id).state() == State.WITHDRAWN);
    assertThat(partners.facts(partner).stage()).isEqualTo(Stage.ACTIVE);
  }

  @Test
  void suspendNowTakesEverythingAndTwoPeopleGiveItAgain() throws Exception {
    String path = "/partners/" + partner + "/suspension";
    mvc.perform(post(path).param("reason", "x").with(csrf()).with(as("fred", "finance"))).andExpect(status().isForbidden());
    mvc.perform(post(path).with(csrf()).with(as("carla", "compliance"))).andExpect(flash().attribute("problem", "access.suspend.reason.missing"));
    mvc.perform(post(path).param("reason", "Keys were published").with(csrf()).with(as("carla", "compliance"))).andExpect(flash().attribute("notice", "access.suspend.done"));
    soon().until(() -> suspension().equals("SUSPENDED"));
    assertThat(count("ACTIVE")).isZero();
    String page = mvc.perform(get(path).with(as("carla", "compliance"))).andReturn().getResponse().getContentAsString();
    assertThat(page).containsPattern("after \\d+\\.\\d seconds").contains("Keys were published", "Ask to reinstate").doesNotContain("??");

    mvc.perform(post(path + "/reinstatement").with(csrf()).with(as("lena", "legal"))).andExpect(flash().attribute("problem", "access.reinstate.notNow"));
    mvc.perform(post(path + "/reinstating").param("reason", "Keys changed").with(csrf()).with(as("carla", "compliance")))
        .andExpect(flash().attribute("notice", "access.reinstate.asked"));
    mvc.perform(post(path + "/reinstatement").with(csrf()).with(as("carla", "compliance"))).andExpect(flash().attribute("problem", "access.reinstate.fourEyes"));
    mvc.perform(post(path + "/reinstatement").with(csrf()).with(as("lena", "legal"))).andExpect(flash().attribute("notice", "access.reinstate.done"));
    soon().until(() -> suspension().equals("REINSTATED"));
    assertThat(count("ACTIVE")).isEqualTo(jdbc.sql("SELECT count(*) FROM access_suspension_item i JOIN access_suspension s ON s.id = i.suspension_id WHERE s.partner_id = :id")
        .param("id", partner.value()).query(Long.class).single()).isGreaterThan(5);
    assertThat(partners.facts(partner).stage()).isEqualTo(Stage.ACTIVE);
    assertThat(mvc.perform(get(path).with(as("lena", "legal"))).andReturn().getResponse().getContentAsString()).contains("given again").doesNotContain("??");
  }

  private String start(String id, String reason) throws Exception {
    return mvc.perform(post("/terminations").param("partner", id).param("reason", reason).param("explanation", "It is over").with(csrf()).with(manager()))
        .andReturn().getResponse().getContentAsString();
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path).with(user("admin").roles("ADMIN"))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
  }

  private static UserRequestPostProcessor manager() {
    return user("manager").roles("PARTNER_MANAGER");
  }

  private String suspension() {
    return jdbc.sql("SELECT state FROM access_suspension WHERE partner_id = :id ORDER BY id DESC LIMIT 1").param("id", partner.value()).query(String.class).single();
  }

  private long count(String state) {
    return jdbc.sql("SELECT count(*) FROM access_grant WHERE partner_id = :id AND state = :state").param("id", partner.value()).param("state", state)
        .query(Long.class).single();
  }
}
