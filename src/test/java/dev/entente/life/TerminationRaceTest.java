package dev.entente.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.approval.TestApprovals;
import dev.entente.life.TroubledDirectory.Change;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestClock;
import dev.entente.process.TestProcesses;
import dev.entente.program.Programs;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Everything is being granted at once in a slow directory when the partnership ends, or somebody suspends it now: at moments that seeds choose. */
@EntenteTest
class TerminationRaceTest {

  private static final int RACES = 10;
  private static final int SLOW = 250;
  private static final int MOMENTS = 16;

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @LocalServerPort int port;

  private final String target = "race-" + UUID.randomUUID().toString().substring(0, 8);
  private final TroubledDirectory directory = new TroubledDirectory(1);
  private final JsonMapper json = JsonMapper.builder().build();
  private MockMvc mvc;
  private TestProcesses processes;
  private TestApprovals people;

  /** @param provisioning the process that grants */
  private record Race(int seed, PartnerId partner, long provisioning) {}

  @BeforeEach
  void aSlowDirectoryAndAProgramThatGivesAllOfItThere() throws Exception {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    processes = new TestProcesses(context);
    people = new TestApprovals(context);
    directory.slow(SLOW);
    assertThat(send(post("/targets").param("kind", "LDAP").param("id", target).param("name", "Slow").param("setting.url", directory.url())
        .param("setting.baseDn", "dc=entente,dc=example"), "ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + target);
    jdbc.sql("""
            INSERT INTO program_version (version, content, loaded_at)
            SELECT :race, replace(replace(content, 'target: directory', 'target: ' || :race), version, :race), loaded_at FROM program_version WHERE version = :current
            """)
        .param("race", target).param("current", programs.current().version()).update();
    processes.deploy(target, Bpmn.createExecutableProcess(target).name("Provisioning of everything at once").startEvent()
        .serviceTask("task_grant", task -> task.zeebeJobType("access.grant").zeebeJobRetries("9")
            .multiInstance(each -> each.parallel().zeebeInputCollectionExpression("entitlements").zeebeInputElement("entitlement")))
        .endEvent().done());
  }

  @AfterEach
  void removeTheDirectory() {
    jdbc.sql("DELETE FROM access_target WHERE id = :id").param("id", target).update();
    directory.close();
  }

  @Test
  void whatIsBeingGrantedWhenItEndsIsTakenBackAndNothingIsGrantedAfterwards() {
    List<Race> races = new ArrayList<>();
    for (int seed = 1; seed <= RACES; seed++) {
      races.add(seed % 2 == 0 ? suspended(seed) : terminated(seed));
    }

    await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250)).during(Duration.ofSeconds(2)).untilAsserted(() -> {
      TestClock.move(port, Duration.ofSeconds(11));
      races.forEach(this::isOver);
    });

    for (Race race : races) {
      assertThat(directory.effects(race.partner().value()).stream().filter(Change::gives).count()).as("granted at all, seed " + race.seed()).isPositive();
    }
  }

  private Race suspended(int seed) {
    Race race = started(seed, partner());
    api("/api/partners/" + race.partner() + "/suspension", Map.of("reason", "Keys were seen in public"), 202);
    return race;
  }

  private Race terminated(int seed) {
    PartnerId partner = partner();
    api("/api/partners/" + partner + "/termination", Map.of("reason", "CONVENIENCE", "explanation", "It no longer fits"), 201);
    people.seat(partner, "legal");
    Race race = started(seed, partner);
    people.approve(partner, "lena", "legal");
    return race;
  }

  private PartnerId partner() {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("PLATINUM");
    jdbc.sql("UPDATE partner SET program_version = :race WHERE id = :id").param("race", target).param("id", partner.value()).update();
    return partner;
  }

  /** Its provisioning has come as far as the seed says. */
  private Race started(int seed, PartnerId partner) {
    List<String> all = programs.current().tier("PLATINUM").entitlements();
    long instance = processes.start(target, partner.value(), Map.of("partnerId", partner.value(), "entitlements", all));
    int moment = 1 + new Random(seed).nextInt(MOMENTS);
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(() -> directory.requests(partner.value()).size() >= moment);
    return new Race(seed, partner, instance);
  }

  private void isOver(Race race) {
    assertThat(processes.stateOf(race.provisioning())).as("provisioning, seed " + race.seed()).isNotEqualTo("ACTIVE");
    assertThat(jdbc.sql("SELECT id || ' ' || state FROM access_grant WHERE partner_id = :id AND (state NOT IN ('REVOKED', 'FAILED') OR leftover)")
        .param("id", race.partner().value()).query(String.class).list()).as("open in the ledger, seed " + race.seed()).isEmpty();
    assertThat(directory.mentions(race.partner().value())).as("left in the directory, seed " + race.seed()).isEmpty();
    assertThat(directory.effects(race.partner().value())).as("what the directory did, seed " + race.seed()).last()
        .extracting(Change::gives).as("the last thing that it did").isEqualTo(false);
  }

  private void api(String path, Map<String, Object> body, int status) {
    try {
      MockHttpServletResponse answer = send(post(path).contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(body)), "ADMIN");
      assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String role) throws Exception {
    return mvc.perform(request.with(user("manager").roles(role)).with(csrf())).andReturn().getResponse();
  }
}
