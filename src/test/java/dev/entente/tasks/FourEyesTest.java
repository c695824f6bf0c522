package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.springframework.jdbc.core.simple.JdbcClient;
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

  @LocalServerPort
  int port;

  TestProcesses processes;
  String partner = "T-" + UUID.randomUUID();
  UserTask task;

  @BeforeEach
  void aTaskOfFinanceThatManagerAskedFor() {
    processes = new TestProcesses(context);
    processes.start(processes.deployApproval("finance"), partner, Map.of("partnerId", partner, "requestedBy", "manager"));
    task = await().atMost(Duration.ofSeconds(10)).until(() -> tasks.ofBusinessId(partner), found -> found.size() == 1).get(0);
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

  private List<String> trail() {
    return jdbc.sql("SELECT actor || ' ' || action FROM trail WHERE subject = :id ORDER BY id").param("id", partner).query(String.class).list();
  }

  private HttpResponse<String> admin(String method, String path, String body) throws Exception {
    String basic = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", basic)
        .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
