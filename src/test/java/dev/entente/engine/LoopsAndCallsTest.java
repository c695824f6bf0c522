package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.embedded.TestPostgres;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopsAndCallsTest {

  private final Lab lab = Lab.shared();

  @Test
  void aParallelLoopGathersResultsByPosition() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("loop_parallel").startEvent()
        .serviceTask("each", task -> task.zeebeJobType("loop.each").zeebeOutputExpression("r", "r").multiInstance(loop -> loop.parallel()
            .zeebeInputCollectionExpression("items").zeebeInputElement("item").zeebeOutputCollection("results").zeebeOutputElementExpression("r")))
        .endEvent().done();
    long instance = lab.start(model, "loop_parallel", Map.of("items", List.of("a", "b", "c")));
    List<Results.ActivatedJob> jobs = lab.jobs("loop.each", 10);
    assertThat(jobs).hasSize(3);
    assertThat(jobs.get(2).variables()).contains("\"item\":\"c\"", "\"loopCounter\":3");
    for (int n : new int[] {2, 0, 1}) {
      lab.engine.completeJob(new Commands.CompleteJob(jobs.get(n).key(), Map.of("r", "r" + n)));
    }
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("results", List.of("r0", "r1", "r2"));
    assertThat(lab.leftovers(instance)).isEmpty();
    long empty = lab.start("loop_parallel", Map.of("items", List.of()));
    assertThat(lab.variables(empty)).containsEntry("results", List.of());
    assertThat(lab.state(empty)).isEqualTo("COMPLETED");
    long wrong = lab.start("loop_parallel", Map.of("items", "no list"));
    assertThat(lab.incidents(wrong)).containsExactly("EXTRACT_VALUE_ERROR");
  }

  @Test
  void aSequentialLoopStopsWhenItsConditionHolds() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("loop_sequential").startEvent()
        .serviceTask("grant", task -> task.zeebeJobType("loop.grant").multiInstance(loop -> loop.sequential()
            .zeebeInputCollectionExpression("items").zeebeInputElement("item").zeebeOutputCollection("outcomes").zeebeOutputElementExpression("outcome")
            .completionCondition("=list contains(outcomes, \"FAILED\")")))
        .endEvent().done();
    long instance = lab.start(model, "loop_sequential", Map.of("items", List.of(1, 2, 3, 4)));
    lab.complete("loop.grant", Map.of("outcome", "GRANTED"));
    assertThat(lab.jobs("loop.grant", 10)).hasSize(1).first().satisfies(job -> {
      assertThat(job.variables()).contains("\"item\":2");
      lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("outcome", "FAILED")));
    });
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("outcomes", Arrays.asList("GRANTED", "FAILED", null, null));
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void theConditionSeesTheNumbersAndEndsTheRest() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("loop_numbers").startEvent()
        .subProcess("each", sub -> sub.multiInstance(loop -> loop.parallel().zeebeInputCollectionExpression("items")
                .completionCondition("=numberOfCompletedInstances >= 2 and numberOfInstances = 3 and numberOfActiveInstances = 1"))
            .embeddedSubProcess().startEvent().serviceTask("vote", task -> task.zeebeJobType("loop.vote")).endEvent())
        .endEvent().done();
    long instance = lab.start(model, "loop_numbers", Map.of("items", List.of(1, 2, 3)));
    lab.complete("loop.vote");
    assertThat(lab.state(instance)).isEqualTo("ACTIVE");
    lab.complete("loop.vote");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.elements(instance)).contains("vote TERMINATED", "each TERMINATED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aCalledProcessGetsAndGivesVariables() {
    lab.deploy(Bpmn.createExecutableProcess("call_child").startEvent().serviceTask("work", task -> task.zeebeJobType("call.work")).endEvent().done());
    BpmnModelInstance parent = Bpmn.createExecutableProcess("call_parent").startEvent()
        .callActivity("call", call -> call.zeebeProcessId("call_child").zeebePropagateAllParentVariables(false).zeebePropagateAllChildVariables(false)
            .zeebeInputExpression("a", "x").zeebeOutputExpression("y", "b"))
        .endEvent().done();
    long instance = lab.start(parent, "call_parent", Map.of("a", "in", "secret", 1));
    Results.ActivatedJob job = lab.job("call.work");
    assertThat(job.variables()).isEqualTo("{\"x\":\"in\"}");
    assertThat(job.rootKey()).isEqualTo(instance);
    lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("y", "out")));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("b", "out").doesNotContainKeys("x", "y");
    assertThat(lab.leftovers(instance)).isEmpty();

    long cancelled = lab.start("call_parent", Map.of("a", "in"));
    lab.engine.cancelInstance(cancelled);
    assertThat(lab.leftovers(cancelled)).isEmpty();
    assertThat(lab.jobs("call.work", 1)).isEmpty();
  }

  @Test
  void aMissingProcessIsAnIncident() {
    BpmnModelInstance parent = Bpmn.createExecutableProcess("call_nobody").startEvent().callActivity("call", call -> call.zeebeProcessId("call_missing"))
        .endEvent().done();
    long instance = lab.start(parent, "call_nobody", Map.of());
    assertThat(lab.incidents(instance)).containsExactly("CALLED_ELEMENT_ERROR");
    lab.deploy(Bpmn.createExecutableProcess("call_missing").startEvent().endEvent().done());
    lab.engine.resolveIncident(lab.incident(instance));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
  }


  @Test
  void inputMappingsSeeTheItemAndItsNumber() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("loop_inputs").startEvent()
        .serviceTask("each", task -> task.zeebeJobType("loop.inputs").zeebeInputExpression("item.name", "who").zeebeInputExpression("loopCounter * 10", "rank")
            .multiInstance(loop -> loop.parallel().zeebeInputCollectionExpression("items").zeebeInputElement("item")
                .zeebeOutputCollection("names").zeebeOutputElementExpression("who")))
        .endEvent().done();
    long instance = lab.start(model, "loop_inputs", Map.of("items", List.of(Map.of("name", "Ada"), Map.of("name", "Bob"))));
    List<Results.ActivatedJob> jobs = lab.jobs("loop.inputs", 5);
    assertThat(jobs.get(1).variables()).contains("\"who\":\"Bob\"", "\"rank\":20");
    jobs.forEach(job -> lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of())));
    assertThat(lab.variables(instance)).containsEntry("names", List.of("Ada", "Bob"));
  }

  @Test
  void aRepetitionIsDoneWithoutLookingAtTheOthers() {
    CountingDataSource counting = new CountingDataSource(TestPostgres.freshDatabase().pool(6));
    Lab apart = new Lab(counting);
    long instance = apart.start(Bpmn.createExecutableProcess("loop_many").startEvent()
        .subProcess("each", sub -> sub.multiInstance(loop -> loop.parallel().zeebeInputCollectionExpression("for i in 1..n return i")
                .zeebeInputElement("item").zeebeOutputCollection("squares").zeebeOutputElementExpression("square"))
            .embeddedSubProcess().startEvent().serviceTask("work", task -> task.zeebeJobType("loop.many")).endEvent())
        .boundaryEvent("enough", boundary -> boundary.message(m -> m.name("loop-enough").zeebeCorrelationKeyExpression("id"))).endEvent()
        .moveToActivity("each").endEvent().done(), "loop_many", Map.of("n", 200, "id", "m1"));
    List<Results.ActivatedJob> jobs = apart.jobs("loop.many", 200);
    apart.engine.completeJob(new Commands.CompleteJob(jobs.get(0).key(), Map.of("square", 1)));
    counting.start();
    apart.engine.completeJob(new Commands.CompleteJob(jobs.get(1).key(), Map.of("square", 4)));
    counting.counted = null;
    assertThat(counting.rows).as("rows read to complete one of 200").hasValueLessThan(30);
    apart.publish("loop-enough", "m1", Duration.ZERO, Map.of());
    assertThat(apart.state(instance)).isEqualTo("COMPLETED");
    assertThat(apart.leftovers(instance)).isEmpty();
    apart.engine.close();
  }

  @Test
  void allRepetitionsSideBySideGiveTheirResults() {
    lab.deploy(Bpmn.createExecutableProcess("loop_called").startEvent().serviceTask("work", task -> task.zeebeJobType("loop.called")).endEvent().done());
    long instance = lab.start(Bpmn.createExecutableProcess("loop_calls").startEvent()
        .callActivity("each", call -> call.zeebeProcessId("loop_called").zeebePropagateAllParentVariables(false).multiInstance(loop -> loop.parallel()
            .zeebeInputCollectionExpression("[1,2,3,4]").zeebeInputElement("item").zeebeOutputCollection("out").zeebeOutputElementExpression("item * r")
            .completionCondition("=numberOfCompletedInstances = 3 and numberOfActiveInstances = 1")))
        .endEvent().done(), "loop_calls", Map.of());
    List<Results.ActivatedJob> jobs = lab.jobs("loop.called", 10);
    for (int n : new int[] {3, 0, 1}) {
      lab.engine.completeJob(new Commands.CompleteJob(jobs.get(n).key(), Map.of("r", 10)));
    }
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance).get("out")).hasToString("[10, 20, null, 40]");
    assertThat(lab.leftovers(instance)).isEmpty();
  }
}
