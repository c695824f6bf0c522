package dev.entente.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.access.TestPartners;
import dev.entente.ledger.GrantEligibility;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import dev.entente.screening.ScreeningCases.Clearance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Hits that turn up at partners that exist already: somebody joins, or the list changes. */
@EntenteTest
class ScreeningCaseTest {

  private static final String LISTED = "Carlos Alberto Nasser Arana";

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired UserTasks tasks;
  @Autowired Screenings screenings;
  @Autowired ScreeningCases cases;
  @Autowired PartnerScreening screening;
  @Autowired ListWatch watch;
  @Autowired GrantEligibility eligibility;
  @Autowired TransactionTemplate transactions;
  private MockMvc mvc;
  private TestAccess access;

  @BeforeEach
  void people() {
    new TestProcesses(context);
    access = new TestAccess(context);
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
  }

  @Test
  void whoResemblesAListedPartyGetsNothingUntilComplianceHasClearedThem() throws Exception {
    PartnerId partner = access.active("SILVER");
    String email = join(partner, LISTED);

    UserTask task = task(partner);
    assertThat(task.candidateGroups()).containsExactly("compliance");
    assertThat(task.dueAt()).isNotNull();
    assertThat(cases.clearance(partner)).isEqualTo(Clearance.HELD);
    assertThat(refusal(partner)).hasValueSatisfying(why -> assertThat(why).contains("held"));
    assertThat(partners.facts(partner).stage()).as("the partner itself goes on").isEqualTo(Stage.ACTIVE);
    assertThat(access.holders(partner, "support-desk")).as("what it has stays").hasSize(2).doesNotContain(email);
    assertThat(page("/partners/" + partner + "/screenings")).contains("Compliance has to decide on a hit", "When a contact joined").doesNotContain("??");

    decide(task, "CLEAR");

    soon().untilAsserted(() -> assertThat(access.holders(partner, "support-desk")).contains(email).hasSize(3));
    assertThat(refusal(partner)).isEmpty();
    join(partner, "Mia Ordinary");
    assertThat(cases.clearance(partner)).as("what was cleared is not asked again").isEqualTo(Clearance.CLEAR);
  }

  @Test
  void aConfirmedMatchSuspendsAtOnceAndAsksToEndThePartnership() throws Exception {
    PartnerId partner = access.active("SILVER");
    String email = join(partner, LISTED);

    decide(task(partner), "CONFIRM_MATCH");

    soon().untilAsserted(() -> assertThat(partners.facts(partner).stage()).isEqualTo(Stage.SUSPENDED));
    assertThat(jdbc.sql("SELECT reason FROM termination_case WHERE partner_id = :id").param("id", partner.value()).query(String.class).single()).isEqualTo("SANCTIONS");
    soon().untilAsserted(() -> assertThat(access.holders(partner, "support-desk")).isEmpty());
    assertThat(cases.clearance(partner)).isEqualTo(Clearance.REFUSED);
    assertThat(jdbc.sql("SELECT count(*) FROM access_grant WHERE partner_id = :id AND holder = :email").param("id", partner.value()).param("email", email)
        .query(Long.class).single()).isZero();
  }

  @Test
  void whoeverMayHaveAccessAgainIsScreenedWithEachList() {
    PartnerId onboarding = new TestPartners(jdbc, programs).onboarding("SILVER");
    PartnerId suspended = new TestPartners(jdbc, programs).onboarding("SILVER");
    PartnerId gone = new TestPartners(jdbc, programs).onboarding("SILVER");
    List.of(onboarding, suspended, gone).forEach(partner ->
        jdbc.sql("UPDATE partner SET legal_name = 'Aero Caribbean Airlines' WHERE id = :id").param("id", partner.value()).update());
    jdbc.sql("UPDATE partner SET stage = 'SUSPENDED' WHERE id = :id").param("id", suspended.value()).update();
    jdbc.sql("UPDATE partner SET stage = 'TERMINATED' WHERE id = :id").param("id", gone.value()).update();

    watch.look();

    assertThat(cases.clearance(onboarding)).isEqualTo(Clearance.HELD);
    assertThat(cases.clearance(suspended)).isEqualTo(Clearance.HELD);
    assertThat(screenings.of(gone)).isEmpty();
    task(suspended);
  }

  private String join(PartnerId partner, String name) throws Exception {
    String email = name.toLowerCase().replace(' ', '.') + "." + partner.value().toLowerCase() + "@example.com";
    MockHttpServletRequestBuilder request = post("/partners/" + partner + "/contacts").param("name", name).param("email", email).param("role", "TECHNICAL");
    assertThat(mvc.perform(request.with(csrf()).with(user("manager").roles("PARTNER_MANAGER"))).andReturn().getResponse().getStatus()).isEqualTo(302);
    return email;
  }

  private UserTask task(PartnerId partner) {
    return soon().until(() -> tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals("task_reviewScreeningCase")).findFirst(),
        Optional::isPresent).orElseThrow();
  }

  private void decide(UserTask task, String decision) throws Exception {
    String answers = JsonMapper.builder().build().writeValueAsString(Map.of("variables", Map.of("screeningDecision", decision, "screeningComment", "Looked closely")));
    MockHttpServletResponse response = mvc.perform(post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON).content(answers).with(csrf())
        .with(user("connie").authorities(new SimpleGrantedAuthority("ROLE_APPROVER"), new SimpleGrantedAuthority("GROUP_compliance")))).andReturn().getResponse();
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(204);
  }

  private Optional<String> refusal(PartnerId partner) {
    return transactions.execute(status -> eligibility.refusal(partner, null));
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path).with(user("manager").roles("PARTNER_MANAGER"))).andReturn().getResponse().getContentAsString();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(150));
  }
}
