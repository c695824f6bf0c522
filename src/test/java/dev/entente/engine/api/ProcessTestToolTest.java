package dev.entente.engine.api;

import static io.camunda.process.test.api.CamundaAssert.assertThat;
import static io.camunda.process.test.api.CamundaAssert.assertThatDecision;
import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.DecisionSelectors.byId;
import static io.camunda.process.test.api.assertions.IncidentSelectors.byElementId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.engine.EngineServer;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import io.camunda.process.test.api.assertions.UserTaskSelectors;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Camunda Process Test, unmodified, against the embedded runtime. */
class ProcessTestToolTest {

  @RegisterExtension
  static final CamundaProcessTestExtension camunda = EngineServer.processTest();

  private CamundaProcessTestContext context;
  private CamundaClient client;

  @BeforeEach
  void nothingIsLeftOfOtherTests() {
    assertThat(client.newProcessDefinitionSearchRequest().send().join().items()).isEmpty();
    assertThat(client.newProcessInstanceSearchRequest().send().join().items()).isEmpty();
  }

  private void deploy(BpmnModelInstance process) {
    client.newDeployResourceCommand().addProcessModel(process, "process.bpmn").send().join();
  }

  private ProcessInstanceEvent start(Map<String, Object> variables) {
    return client.newCreateInstanceCommand().bpmnProcessId("process").latestVersion().variables(variables).send().join();
  }

  @RepeatedTest(2)
  void workerDoesItsJob() {
    deploy(Bpmn.createExecutableProcess("process").startEvent("start")
        .serviceTask("task", task -> task.zeebeJobType("feature.doIt").zeebeTaskHeader("header", "h")).endEvent("end").done());
    context.mockJobWorker("feature.doIt").thenComplete(Map.of("done", true, "count", 9_007_199_254_740_993L));

    ProcessInstanceEvent instance = start(Map.of("input", "x"));

    assertThat(instance).isCompleted().hasCompletedElementsInOrder("start", "task", "end")
        .hasVariable("done", true).hasVariable("count", 9_007_199_254_740_993L).hasVariable("input", "x").hasNoActiveIncidents();
  }

  @Test
  void jobsAreCompletedByHandAndErrorsAreCaught() {
    deploy(Bpmn.createExecutableProcess("process").startEvent().serviceTask("task", task -> task.zeebeJobType("a"))
        .boundaryEvent("caught", boundary -> boundary.error("REFUSED")).endEvent("refused")
        .moveToActivity("task").endEvent("end").done());
    ProcessInstanceEvent completed = start(Map.of());
    context.completeJob("a", Map.of("by", "hand"));
    assertThat(completed).isCompleted().hasVariable("by", "hand").hasNotActivatedElements("caught");

    ProcessInstanceEvent refused = start(Map.of());
    context.throwBpmnErrorFromJob("a", "REFUSED");
    assertThat(refused).isCompleted().hasTerminatedElements("task").hasCompletedElements("caught", "refused");
  }

  @Test
  void userTasksAreCompleted() {
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .userTask("approve", task -> task.zeebeUserTask().name("Approve it").zeebeCandidateGroups("legal, finance").zeebeTaskPriority("80")
            .zeebeDueDate("=now() + duration(\"P2D\")"))
        .endEvent().done());
    ProcessInstanceEvent instance = start(Map.of());
    assertThatUserTask(UserTaskSelectors.byElementId("approve")).isCreated().hasName("Approve it").hasPriority(80)
        .hasCandidateGroups(List.of("legal", "finance")).hasElementId("approve");
    context.completeUserTask("approve", Map.of("approved", true));
    assertThat(instance).isCompleted().hasVariable("approved", true);
  }

  @Test
  void incidentsAreSeenAndResolved() {
    deploy(Bpmn.createExecutableProcess("process").startEvent().serviceTask("task", task -> task.zeebeJobType("=jobType")).endEvent().done());
    ProcessInstanceEvent instance = start(Map.of());
    assertThat(instance).hasActiveIncidents().hasActiveElements("task");
    context.updateVariables(io.camunda.process.test.api.assertions.ProcessInstanceSelectors.byProcessId("process"), Map.of("jobType", "b"));
    context.resolveIncident(byElementId("task"));
    context.completeJob("b");
    assertThat(instance).isCompleted().hasNoActiveIncidents();
  }

  @Test
  void messagesAreCorrelated() {
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .intermediateCatchEvent("wait", event -> event.message(message -> message.name("signed").zeebeCorrelationKeyExpression("id"))).endEvent().done());
    ProcessInstanceEvent instance = start(Map.of("id", "p-1"));
    assertThat(instance).isWaitingForMessage("signed", "p-1");
    client.newPublishMessageCommand().messageName("signed").correlationKey("p-1").variables(Map.of("signature", "s")).send().join();
    assertThat(instance).isCompleted().hasVariable("signature", "s").hasCorrelatedMessage("signed", "p-1").isNotWaitingForMessage("signed", "p-1");
  }

  @Test
  void theClockMoves() {
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .intermediateCatchEvent("wait", event -> event.timerWithDuration("P3D")).endEvent().done());
    Instant before = context.getCurrentTime();
    ProcessInstanceEvent instance = start(Map.of());
    assertThat(instance).hasActiveElements("wait");
    context.increaseTime(Duration.ofDays(2));
    assertThat(instance).isActive().hasActiveElements("wait");
    context.increaseTime(Duration.ofDays(1).plusMinutes(1));
    assertThat(instance).isCompleted();
    assertThat(context.getCurrentTime()).isBetween(before.plus(Duration.ofDays(3)), before.plus(Duration.ofDays(3)).plusSeconds(120));
    context.setTime(Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(context.getCurrentTime()).isBetween("2031-01-01T00:00:00Z", "2031-01-01T00:00:30Z");
  }

  @Test
  void everyTestStartsWithTheRealTime() {
    assertThat(context.getCurrentTime()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void decisionsAreMocked() {
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .businessRuleTask("decide", task -> task.zeebeCalledDecisionId("rating").zeebeResultVariable("rating")).endEvent().done());
    context.mockDmnDecision("rating", Map.of("risk", "LOW", "score", 7));
    ProcessInstanceEvent instance = start(Map.of());
    assertThat(instance).isCompleted().hasVariable("rating", Map.of("risk", "LOW", "score", 7));
    assertThatDecision(byId("rating")).isEvaluated().hasOutput(Map.of("risk", "LOW", "score", 7));
  }

  @Test
  void decisionTablesTellTheirRules() {
    client.newDeployResourceCommand().addResourceStringUtf8("""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="graph" name="Graph" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="size" name="Size">
            <decisionTable id="table" hitPolicy="FIRST">
              <input id="in" label="Amount"><inputExpression id="ie"><text>amount</text></inputExpression></input>
              <output id="out" name="size"/>
              <rule id="r1"><inputEntry id="i1"><text>&lt; 10</text></inputEntry><outputEntry id="o1"><text>"small"</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="i2"><text>-</text></inputEntry><outputEntry id="o2"><text>"large"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>""", "size.dmn").send().join();
    deploy(Bpmn.createExecutableProcess("process").startEvent()
        .businessRuleTask("decide", task -> task.zeebeCalledDecisionId("size").zeebeResultVariable("size")).endEvent().done());
    assertThat(start(Map.of("amount", 12))).isCompleted().hasVariable("size", "large");
    assertThatDecision(byId("size")).isEvaluated().hasOutput("large").hasMatchedRules(2).hasNotMatchedRules(1);

    var evaluated = client.newEvaluateDecisionCommand().decisionId("size").variables(Map.of("amount", 3)).send().join();
    assertThat(evaluated.getDecisionOutput()).isEqualTo("\"small\"");
    assertThatDecision(evaluated).isEvaluated().hasMatchedRules(1);
  }

  @Test
  void childProcessesAreMocked() {
    deploy(Bpmn.createExecutableProcess("process").startEvent().callActivity("call", call -> call.zeebeProcessId("child")).endEvent().done());
    context.mockChildProcess("child", Map.of("certified", 3));
    ProcessInstanceEvent instance = start(Map.of());
    assertThat(instance).isCompleted().hasCompletedElements("call").hasVariable("certified", 3);
  }

  @Test
  void parallelBranchesAndLoops() {
    deploy(Bpmn.createExecutableProcess("process").startEvent().parallelGateway("fork")
        .serviceTask("each", task -> task.zeebeJobType("each")
            .multiInstance(multi -> multi.parallel().zeebeInputCollectionExpression("items").zeebeInputElement("item")
                .zeebeOutputCollection("results").zeebeOutputElementExpression("result")))
        .parallelGateway("join").endEvent().moveToNode("fork").serviceTask("other", task -> task.zeebeJobType("other")).connectTo("join").done());
    context.mockJobWorker("each").withHandler((jobs, job) ->
        jobs.newCompleteCommand(job).variables(Map.of("result", "did " + job.getVariablesAsMap().get("item"))).send().join());
    context.mockJobWorker("other").thenComplete();
    assertThat(start(Map.of("items", List.of("a", "b")))).isCompleted().hasVariable("results", List.of("did a", "did b"))
        .hasCompletedElement("each", 3).hasCompletedElements("fork", "join", "other");
  }
}
