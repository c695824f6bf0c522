package dev.entente.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.entente.engine.EngineServer;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ActivateJobsResponse;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.client.api.search.enums.JobState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official client against the API of the embedded runtime. */
class ClientTest {

  @RegisterExtension
  static final CamundaProcessTestExtension camunda = EngineServer.processTest();

  private CamundaClient client;

  private DeploymentEvent deploy(BpmnModelInstance process) {
    return client.newDeployResourceCommand().addProcessModel(process, "process.bpmn").send().join();
  }

  private ProcessInstanceEvent start(Map<String, Object> variables) {
    return client.newCreateInstanceCommand().bpmnProcessId("process").latestVersion().variables(variables).send().join();
  }

  private static BpmnModelInstance oneJob() {
    return Bpmn.createExecutableProcess("process").name("The process").versionTag("v1").startEvent()
        .serviceTask("task", task -> task.zeebeJobType("work").zeebeTaskHeader("colour", "red")).endEvent().done();
  }

  private List<ActivatedJob> activate(Duration wait) {
    return client.newActivateJobsCommand().jobType("work").maxJobsToActivate(5).workerName("me").timeout(Duration.ofMinutes(1))
        .requestTimeout(wait).send().join().getJobs();
  }

  @Test
  void deploysAndFindsDefinitions() {
    BpmnModelInstance model = oneJob();
    var process = deploy(model).getProcesses().get(0);
    assertThat(process.getVersion()).isEqualTo(1);
    assertThat(deploy(model).getProcesses().get(0)).isEqualTo(process);
    deploy(Bpmn.createExecutableProcess("process").startEvent().endEvent().done());

    var latest = client.newProcessDefinitionSearchRequest().filter(filter -> filter.isLatestVersion(true)).send().join().items();
    assertThat(latest).extracting(definition -> definition.getVersion()).containsExactly(2);
    var first = client.newProcessDefinitionGetRequest(process.getProcessDefinitionKey()).send().join();
    assertThat(first.getName()).isEqualTo("The process");
    assertThat(first.getVersionTag()).isEqualTo("v1");
    assertThat(client.newProcessDefinitionGetXmlRequest(process.getProcessDefinitionKey()).send().join()).contains("id=\"process\"").contains("work");
  }

  @Test
  void refusedDeploymentsNameFileElementAndReason() {
    BpmnModelInstance broken = Bpmn.createExecutableProcess("broken").startEvent().serviceTask("nameless").endEvent().done();
    assertThatThrownBy(() -> client.newDeployResourceCommand().addProcessModel(broken, "broken.bpmn").send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> {
          assertThat(problem.code()).isEqualTo(400);
          assertThat(problem.details().getTitle()).isEqualTo("INVALID_ARGUMENT");
          assertThat(problem.details().getDetail()).contains("broken.bpmn").contains("nameless");
        });
    assertThatThrownBy(() -> client.newDeployResourceCommand().addResourceStringUtf8(
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>", "evil.bpmn").send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(400))
        .hasMessageContaining("evil.bpmn");
  }

  @Test
  void jobsCarryWhatWorkersNeed() {
    deploy(oneJob());
    ProcessInstanceEvent instance = start(Map.of("partnerId", "p", "id", Long.MAX_VALUE));
    ActivatedJob job = activate(Duration.ofSeconds(5)).get(0);
    assertThat(job.getVariablesAsMap()).containsEntry("partnerId", "p").containsEntry("id", Long.MAX_VALUE);
    assertThat(job.getCustomHeaders()).containsEntry("colour", "red");
    assertThat(job.getProcessInstanceKey()).isEqualTo(instance.getProcessInstanceKey());
    assertThat(job.getElementId()).isEqualTo("task");
    assertThat(job.getWorker()).isEqualTo("me");

    client.newFailCommand(job).retries(2).errorMessage("not yet").send().join();
    ActivatedJob again = activate(Duration.ofSeconds(5)).get(0);
    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(2);
    client.newCompleteCommand(again).variables(Map.of("done", true)).send().join();

    assertThatThrownBy(() -> client.newCompleteCommand(job).send().join()).isInstanceOfSatisfying(ProblemException.class, problem -> {
      assertThat(problem.code()).isEqualTo(404);
      assertThat(problem.details().getTitle()).isEqualTo("NOT_FOUND");
    });
    var jobs = client.newJobSearchRequest().filter(filter -> filter.processInstanceKey(instance.getProcessInstanceKey())).send().join().items();
    assertThat(jobs).extracting(found -> found.getState()).containsExactly(JobState.COMPLETED);
  }

  @Test
  void pollsWaitForWork() {
    deploy(oneJob());
    Future<ActivateJobsResponse> waiting = client.newActivateJobsCommand().jobType("work").maxJobsToActivate(1).requestTimeout(Duration.ofSeconds(5)).send();
    assertThat(activate(Duration.ofMillis(-1))).isEmpty();
    assertThat(waiting).isNotDone();
    start(Map.of());
    await().atMost(Duration.ofSeconds(2)).until(waiting::isDone);
  }

  @Test
  void pollsEndEmptyWhenNothingComes() {
    assertThat(activate(Duration.ofMillis(300))).isEmpty();
  }

  @Test
  void resultsAreAwaited() {
    deploy(Bpmn.createExecutableProcess("process").startEvent().scriptTask("sum", task -> task.zeebeExpression("a + b").zeebeResultVariable("sum"))
        .endEvent().done());
    ProcessInstanceResult result = client.newCreateInstanceCommand().bpmnProcessId("process").latestVersion()
        .variables(Map.of("a", 1, "b", 2)).withResult().send().join();
    assertThat(result.getVariablesAsMap()).containsEntry("sum", 3).containsEntry("a", 1);

    deploy(oneJob());
    assertThatThrownBy(() -> client.newCreateInstanceCommand().bpmnProcessId("process").latestVersion().withResult()
        .requestTimeout(Duration.ofMillis(300)).send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(504));
  }

  @Test
  void userTasksAreAssignedUpdatedAndFoundByTheirForm() {
    client.newDeployResourceCommand().addResourceStringUtf8("{\"id\":\"review\",\"type\":\"default\",\"components\":[]}", "review.form").send().join();
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .userTask("review", task -> task.zeebeUserTask().zeebeFormId("review").zeebeTaskHeader("evidence", "facts").zeebeCandidateGroups("legal"))
        .endEvent().done());
    start(Map.of("amount", 7));
    UserTask task = client.newUserTaskSearchRequest().filter(filter -> filter.candidateGroup("legal")).send().join().singleItem();
    assertThat(task.getCustomHeaders()).containsEntry("evidence", "facts");
    assertThat(client.newUserTaskGetFormRequest(task.getUserTaskKey()).send().join().getFormId()).isEqualTo("review");
    assertThat(client.newUserTaskVariableSearchRequest(task.getUserTaskKey()).send().join().items())
        .extracting(variable -> variable.getName(), variable -> variable.getValue()).containsExactly(Tuple.tuple("amount", "7"));

    client.newAssignUserTaskCommand(task.getUserTaskKey()).assignee("ann").send().join();
    assertThatThrownBy(() -> client.newAssignUserTaskCommand(task.getUserTaskKey()).assignee("bob").allowOverride(false).send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(409));
    OffsetDateTime due = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    client.newUpdateUserTaskCommand(task.getUserTaskKey()).dueDate(due).priority(90).send().join();
    UserTask updated = client.newUserTaskGetRequest(task.getUserTaskKey()).send().join();
    assertThat(updated.getAssignee()).isEqualTo("ann");
    assertThat(updated.getPriority()).isEqualTo(90);
    assertThat(updated.getDueDate()).isEqualTo(due);
    assertThat(updated.getCandidateGroups()).containsExactly("legal");
    client.newUnassignUserTaskCommand(task.getUserTaskKey()).send().join();
    client.newCompleteUserTaskCommand(task.getUserTaskKey()).variables(Map.of("ok", true)).send().join();
    assertThat(client.newProcessInstanceSearchRequest().filter(filter -> filter.state(ProcessInstanceState.COMPLETED)).send().join().items()).hasSize(1);
  }

  @Test
  void messagesCorrelateOrAreNotFound() {
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .receiveTask("wait", task -> task.message(message -> message.name("signed").zeebeCorrelationKeyExpression("id"))).endEvent().done());
    ProcessInstanceEvent instance = start(Map.of("id", "k"));
    assertThat(client.newCorrelateMessageCommand().messageName("signed").correlationKey("k").send().join().getProcessInstanceKey())
        .isEqualTo(instance.getProcessInstanceKey());
    assertThatThrownBy(() -> client.newCorrelateMessageCommand().messageName("signed").correlationKey("k").send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(404));
  }

  @Test
  void instancesAreCancelledAndCounted() {
    long definition = deploy(oneJob()).getProcesses().get(0).getProcessDefinitionKey();
    ProcessInstanceEvent first = start(Map.of());
    start(Map.of());
    client.newCancelInstanceCommand(first.getProcessInstanceKey()).send().join();
    assertThat(client.newProcessInstanceGetRequest(first.getProcessInstanceKey()).send().join().getState()).isEqualTo(ProcessInstanceState.TERMINATED);
    var counts = client.newProcessDefinitionElementStatisticsRequest(definition).send().join();
    assertThat(counts).filteredOn(count -> count.getElementId().equals("task")).singleElement()
        .satisfies(count -> {
          assertThat(count.getActive()).isEqualTo(1);
          assertThat(count.getCanceled()).isEqualTo(1);
        });
    assertThat(client.newProcessInstanceSequenceFlowsRequest(first.getProcessInstanceKey()).send().join()).hasSize(1);
    assertThat(client.newProcessInstanceGetCallHierarchyRequest(first.getProcessInstanceKey()).send().join())
        .extracting(entry -> entry.getProcessInstanceKey()).containsExactly(first.getProcessInstanceKey());
  }

  @Test
  void expressionsAreEvaluated() {
    var result = client.newEvaluateExpressionCommand().expression("=a * 2").variables(Map.of("a", 21)).send().join();
    assertThat(result.getResult()).isEqualTo(42);
    assertThatThrownBy(() -> client.newEvaluateExpressionCommand().expression("=1 +").send().join())
        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(400));
  }

  private static HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
    String signIn = Base64.getEncoder().encodeToString("engine:engine-of-tests".getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(EngineServer.address().resolve(path))
        .header("Authorization", "Basic " + signIn).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void everyErrorIsAProblemDocument() throws Exception {
    for (var refused : List.of(
        new Refused("POST", "/v2/no-such-thing", "{}", 404), new Refused("GET", "/v2/process-instances/1", "", 404),
        new Refused("GET", "/v2/process-instances/abc", "", 404), new Refused("POST", "/v2/jobs/activation", "{", 400),
        new Refused("POST", "/v2/jobs/activation", "[]", 400), new Refused("POST", "/v2/jobs/activation", "{\"type\":\"a\",\"surprise\":1}", 400),
        new Refused("POST", "/v2/process-instances", "{}", 400), new Refused("POST", "/v2/process-instances/search", "{\"filter\":{\"x\":1}}", 400),
        new Refused("POST", "/v2/process-instances/1/modification", "{}", 501), new Refused("POST", "/v2/jobs/abc/completion", "{}", 400))) {
      HttpResponse<String> answer = send(refused.method, refused.path, refused.body);
      assertThat(answer.statusCode()).as(refused + ": " + answer.body()).isEqualTo(refused.status);
      assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(answer.body()).contains("\"title\"", "\"detail\"", "\"status\":" + refused.status);
    }
  }

  private record Refused(String method, String path, String body, int status) {}

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "PUT|/element-instances/1/variables|{}", "PUT|/element-instances/one/variables|{\"variables\":{}}", "GET|/user-tasks/99999999999999999999|",
      "POST|/messages/publication|{}", "POST|/messages/publication|{\"name\":\"a\\u0000\",\"correlationKey\":\"k\",\"timeToLive\":1000}",
      "POST|/user-tasks/search|{\"filter\":{\"name\":\"\\u0000\"}}", "POST|/jobs/activation|{\"type\":\"t\"}"})
  void aRequestThatMakesNoSenseIsAProblemThatSaysSo(String method, String path, @Nullable String body) throws Exception {
    String user = Base64.getEncoder().encodeToString("engine:engine-of-tests".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(EngineServer.address() + "/v2" + path))
        .header("Authorization", "Basic " + user).header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(response.body()).contains("\"type\":\"about:blank\"", "\"title\":", "\"status\":400", "\"detail\":", "\"instance\":\"/v2" + path);
  }
}
