package dev.entente.process;

import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Small processes of tests' own, on the engine that the application uses. */
public final class TestProcesses {

  private final EngineClient engine;
  private final Processes processes;
  private final TransactionTemplate transaction;

  public TestProcesses(ApplicationContext context) {
    this.engine = context.getBean(EngineClient.class);
    this.processes = context.getBean(Processes.class);
    this.transaction = context.getBean(TransactionTemplate.class);
    Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> engine.ask(client -> client.newTopologyRequest()) != null);
  }

  /** A process of one user task, whose answers lead to two ends. */
  public String deployApproval(String group) {
    String id = "approval-" + UUID.randomUUID();
    deploy(id, Bpmn.createExecutableProcess(id).name("Approval under test").startEvent()
        .userTask("task_decide", task -> task.zeebeUserTask().name("Decide")
            .zeebeCandidateGroups(group).zeebeFormId("approve-application").zeebeDueDate("=now() + duration(\"P2D\")")
            .zeebeTaskHeader("fourEyes", "true").zeebeTaskHeader("evidence", "facts")
            .documentation("Approve to go on. Reject to stop."))
        .exclusiveGateway("gateway_approved").name("Approved?").defaultFlow()
        .endEvent("end_rejected").name("Rejected")
        .moveToLastExclusiveGateway()
        .conditionExpression("=applicationDecision = \"APPROVE\"")
        .endEvent("end_approved").name("Approved")
        .done());
    return id;
  }

  public long deploy(String id, BpmnModelInstance model) {
    DeploymentEvent event = engine.ask(client -> client.newDeployResourceCommand().addResourceStringUtf8(Bpmn.convertToString(model), id + ".bpmn"));
    return event.getProcesses().get(0).getProcessDefinitionKey();
  }

  /** Files by name, in one deployment. */
  public void deployTogether(Map<String, String> files) {
    engine.ask(client -> {
      DeployResourceCommandStep2 command = null;
      for (Map.Entry<String, String> file : files.entrySet()) {
        command = command == null ? client.newDeployResourceCommand().addResourceStringUtf8(file.getValue(), file.getKey())
            : command.addResourceStringUtf8(file.getValue(), file.getKey());
      }
      return Objects.requireNonNull(command);
    });
  }

  public void publish(String message, String key, Map<String, Object> variables) {
    transaction.executeWithoutResult(status -> processes.publish(message, key, variables));
  }

  /** What the instance came to, its variables by name. */
  public Map<String, String> variablesOf(long instance) {
    return engine.ask(client -> client.newVariableSearchRequest().filter(filter -> filter.processInstanceKey(instance).scopeKey(instance)).page(page -> page.limit(200)))
        .items().stream().collect(Collectors.toMap(variable -> variable.getName(), variable -> variable.getValue()));
  }

  public long start(String processId, String businessId, Map<String, Object> variables) {
    Processes.StartId start = transaction.execute(status -> processes.start(processId, businessId, variables));
    return processes.dispatchNow(start).orElseThrow();
  }

  /** A process that waits for a message about its partner. */
  public String deployWaiting(String message) {
    String id = "waiting-" + UUID.randomUUID();
    deploy(id, Bpmn.createExecutableProcess(id).startEvent()
        .receiveTask("task_wait", task -> task.message(one -> one.name(message).zeebeCorrelationKeyExpression("partnerId"))).endEvent().done());
    return id;
  }

  /** Whether the engine has its subscription to a message. */
  public boolean waits(long instance) {
    return !engine.ask(client -> client.newMessageSubscriptionSearchRequest().filter(filter -> filter.processInstanceKey(instance))).items().isEmpty();
  }

  /** Key of a job of this type that fails for want of variables, and stays. */
  public String startWithoutWorker(String jobType, String businessId) {
    String id = "job-" + UUID.randomUUID();
    deploy(id, Bpmn.createExecutableProcess(id).startEvent().serviceTask("task_job", task -> task.zeebeJobType(jobType)).endEvent().done());
    long instance = start(id, businessId, Map.of());
    return Awaitility.await().atMost(Duration.ofSeconds(20)).until(
        () -> engine.ask(client -> client.newJobSearchRequest().filter(filter -> filter.processInstanceKey(instance))).items(), found -> !found.isEmpty())
        .get(0).getJobKey().toString();
  }

  /** As a program would that signs in as the application itself: past the pages, the API and the guard of the runtime's API. */
  public void completePastTheApplication(UserTask task, Map<String, Object> variables) {
    engine.ask(client -> client.newCompleteUserTaskCommand(task.key()).variables(variables));
  }

  public void cancel(long instance) {
    engine.ask(client -> client.newCancelInstanceCommand(instance));
  }

  public String stateOf(long instance) {
    return engine.ask(client -> client.newProcessInstanceGetRequest(instance)).getState().name();
  }
}
