package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The runtime's own API is no way around the second pair of eyes: the demo user admin has the role that it asks for. */
@EntenteTest
class FourEyesTest {

  @Autowired
  WebApplicationContext context;

  @Autowired
  UserTasks tasks;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  Programs programs;

  @LocalServerPort
  int port;

  TestProcesses processes;
  String partner = "T-" + UUID.randomUUID();
  UserTask task;

  @BeforeEach
  void aTaskOfFinanceThatManagerAskedFor() {
    processes = new TestProcesses(context);
    task = asked(partner, "manager");
  }

  @Test
  void nobodyCompletesATaskOfFourEyesAtTheEngine() throws Exception {
    HttpResponse<String> refused = admin("POST", "/v2/user-tasks/" + task.key() + "/completion", "{\"variables\":{\"applicationDecision\":\"APPROVE\"}}");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("four eyes", "/tasks/" + task.key());
    assertThat(tasks.find(task.key())).hasValueSatisfying(still -> assertThat(still.open()).isTrue());
    assertThat(trail()).containsExactly("admin engine.commandRefused");
  }

  @Test
  void whateverElseIsChangedAtTheEngineIsRecordedWithTheNameOfWhoDidIt() throws Exception {
    assertThat(admin("POST", "/v2/user-tasks/" + task.key() + "/assignment", "{\"assignee\":\"lena\"}").statusCode()).isEqualTo(204);
    assertThat(admin("POST", "/v2/process-instances/search", "{}").statusCode()).isEqualTo(200);

    assertThat(trail()).containsExactly("admin engine.commandGiven");
  }

  @Test
  void nobodyAnswersForTheApplicationsWorkersAtTheEngine() throws Exception {
    String job = processes.startWithoutWorker("access.grant", partner);
    HttpResponse<String> refused = admin("POST", "/v2/jobs/" + job + "/completion", "{\"variables\":{\"grantOutcome\":\"GRANTED\"}}");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("access.grant");
  }

  @Test
  void whoIsAContactOfThePartnerDecidesNothingAboutItHoweverTheyApplied() throws Exception {
    PartnerId applied = new TestPartners(jdbc, programs).onboarding("GOLD");
    jdbc.sql("UPDATE contact SET email = 'Lena@Entente.example' WHERE partner_id = :id AND role = 'SIGNER'").param("id", applied.value()).update();
    UserTask own = asked(applied.value(), "applicant");

    assertThat(decide(own, "lena")).contains("403", "Four eyes");
    assertThat(decide(own, "frank")).isEqualTo("204");
  }

  @Test
  void whoAskedForAPartnershipDoesNotApproveItWhateverTheProcessSaysMeanwhile() throws Exception {
    UserTask own = asked(new TestPartners(jdbc, programs).onboarding("GOLD").value(), "somebody-else");

    assertThat(decide(own, "manager")).contains("403", "Four eyes");
    assertThat(decide(own, "frank")).isEqualTo("204");
  }

  private UserTask asked(String about, String requester) {
    processes.start(processes.deployApproval("finance"), about, Map.of("partnerId", about, "requestedBy", requester));
    return await().atMost(Duration.ofSeconds(10)).until(() -> tasks.ofBusinessId(about), found -> found.size() == 1).get(0);
  }

  private String decide(UserTask about, String name) throws Exception {
    MockHttpServletResponse response = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build()
        .perform(post("/api/tasks/" + about.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
            .content("{\"variables\":{\"applicationDecision\":\"APPROVE\"}}").with(csrf())
            .with(user(name).authorities(new SimpleGrantedAuthority("ROLE_APPROVER"), new SimpleGrantedAuthority("GROUP_finance"))))
        .andReturn().getResponse();
    return response.getStatus() + response.getContentAsString();
  }

  private List<String> trail() {
    return jdbc.sql("SELECT actor || ' ' || action FROM trail WHERE subject = :id ORDER BY id").param("id", partner).query(String.class).list();
  }

  private HttpResponse<String> admin(String method, String path, String body) throws Exception {
    String basic = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", basic)
        .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
