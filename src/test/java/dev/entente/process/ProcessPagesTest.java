package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ProcessPagesTest {

  @Autowired
  WebApplicationContext context;

  @Autowired
  Incidents incidents;

  @Autowired
  Instances instances;

  @Autowired
  JdbcClient jdbc;

  MockMvc mvc;
  TestProcesses processes;
  String partner = "T-" + UUID.randomUUID();
  String role = "PROCESS_OWNER";

  @BeforeEach
  void connected() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    processes = new TestProcesses(context);
  }

  @Test
  void showsWhereARunningProcessStandsAndWhomItWaitsFor() throws Exception {
    String id = processes.deployApproval("finance");
    long instance = processes.start(id, partner, Map.of("partnerId", partner, "requestedBy", "manager"));
    Instances.Instance running = instances.get(instance);

    assertThat(page("/processes")).contains("Approval under test", "Partner onboarding");
    assertThat(page("/processes/" + running.definitionKey())).contains("Approval under test", partner, "data-diagram", id + ".bpmn");
    assertThat(page("/processes/" + running.definitionKey() + "/xml")).contains("task_decide");
    assertThat(page("/processes/" + running.definitionKey() + "/state")).contains("\"task_decide\":1");
    assertThat(page("/processes/instances/" + instance + "/state")).contains("\"task_decide\":1", "\"completed\":[", "\"flows\":[\"");
    assertThat(page("/processes/instances/" + instance)).contains("waits for Finance", "/tasks/");
    assertThat(page("/partners/" + partner + "/processes")).contains("waits for Finance", "Approval under test", "data-diagram");
    assertThat(send(get("/processes/1")).getStatus()).isEqualTo(404);
    assertThat(send(get("/processes/instances/1")).getStatus()).isEqualTo(404);
  }

  @Test
  void aStartThatIsSentAgainStartsNothing() {
    String id = processes.deployApproval("finance");
    long first = processes.start(id, partner, Map.of("requestedBy", "manager"));

    jdbc.sql("UPDATE process_outbox SET state = 'WAITING', next_attempt_at = now() WHERE process_instance_key = :key").param("key", first).update();
    context.getBean(OutboxDispatcher.class).wake();

    await().atMost(Duration.ofSeconds(10)).until(() -> jdbc.sql("SELECT state FROM process_outbox WHERE process_instance_key = :key")
        .param("key", first).query(String.class).single(), "SENT"::equals);
    assertThat(instances.ofBusinessId(partner, false, 10)).singleElement().satisfies(only -> assertThat(only.key()).isEqualTo(first));
  }

  @Test
  void anIncidentSaysWhyAndIsTriedAgain() throws Exception {
    String id = "stuck-" + UUID.randomUUID();
    processes.deploy(id, Bpmn.createExecutableProcess(id).startEvent()
        .scriptTask("task_compute", task -> task.name("Compute").zeebeExpression("1").zeebeResultVariable("one"))
        .exclusiveGateway("gateway_way").name("Which way?").condition("way is known", "=way = 1").endEvent().done());
    long instance = processes.start(id, partner, Map.of("partnerId", partner));
    Incidents.Stuck stuck = await().atMost(Duration.ofSeconds(10))
        .until(() -> incidents.ofInstance(instances.get(instance)), found -> found.size() == 1).get(0);

    assertThat(page("/incidents")).contains(partner, "Which way?", "No way on");
    assertThat(page("/partners/" + partner + "/processes")).contains("Stuck");

    role = "AUDITOR";
    assertThat(send(post("/incidents/retry").param("key", String.valueOf(stuck.key())).with(csrf())).getStatus()).isEqualTo(403);
    role = "PARTNER_MANAGER";
    assertThat(send(post("/incidents/retry").param("only", String.valueOf(stuck.key())).with(csrf())).getRedirectedUrl()).isEqualTo("/incidents");
    assertThat(jdbc.sql("SELECT action FROM trail WHERE subject = :id").param("id", partner).query(String.class).list()).containsExactly("incident.retried");
  }

  @Test
  void onlyAProcessOwnerDeploysAndFaultsAreShownAtTheirElement() throws Exception {
    String id = "deployed-" + UUID.randomUUID();
    byte[] broken = bytes(Bpmn.convertToString(Bpmn.createExecutableProcess(id).startEvent().serviceTask("task_empty").name("Empty").done()));

    role = "PARTNER_MANAGER";
    assertThat(upload(id, broken).getStatus()).isEqualTo(403);
    role = "PROCESS_OWNER";
    String refused = upload(id, broken).getRedirectedUrl();
    assertThat(refused).startsWith("/processes/refused/");
    assertThat(page(refused)).contains("task_empty", "Empty", "data-diagram");
    assertThat(page(refused + "/state")).contains("\"task_empty\":");

    var process = Bpmn.createExecutableProcess(id).name("Good");
    process.documentation("For the test.");
    byte[] good = bytes(Bpmn.convertToString(process.startEvent().endEvent().done()));
    assertThat(upload(id, good).getRedirectedUrl()).matches("/processes/\\d+");
    assertThat(jdbc.sql("SELECT actor FROM trail WHERE subject = :id").param("id", "process:" + id + ".bpmn").query(String.class).list())
        .containsExactly("someone");
  }

  private MockHttpServletResponse upload(String id, byte[] content) throws Exception {
    return send(multipart("/processes/deployments").file(new MockMultipartFile("file", id + ".bpmn", "application/octet-stream", content)).with(csrf()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String page(String url) throws Exception {
    MockHttpServletResponse response = send(get(url));
    assertThat(response.getStatus()).as(url).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    return mvc.perform(request.with(user("someone").roles(role))).andReturn().getResponse();
  }
}
