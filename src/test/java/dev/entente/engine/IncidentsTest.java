package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A step that can't be done leaves nothing but its incident, and goes on where it was with what brought it there. */
class IncidentsTest {

  private final Lab lab = Lab.shared();

  private long root(long instance, String elementId) {
    return lab.jdbc.sql("select key from engine.element_instance where process_instance_key = :key and element_id = :element")
        .param("key", instance).param("element", elementId).query(Long.class).single();
  }

  private void repair(long instance, Map<String, ?> variables) {
    lab.engine.setVariables(new Commands.SetVariables(instance, variables, false));
    lab.engine.resolveIncident(lab.incident(instance));
  }

  @Test
  void anEventSubProcessThatCouldNotBeginKeepsWhatTriggeredIt() {
    lab.deploy(Lab.process("inc_trigger", process -> {
      process.eventSubProcess("rescue", sub -> sub.zeebeInputExpression("assert(limit, limit != null)", "ceiling")
          .startEvent("called").interrupting(false).message(m -> m.name("inc-call").zeebeCorrelationKeyExpression("id"))
          .serviceTask("help", task -> task.zeebeJobType("inc.help")).endEvent());
      process.startEvent().serviceTask("work", task -> task.zeebeJobType("inc.work")).endEvent();
    }).done());
    long instance = lab.start("inc_trigger", Map.of("id", "t1"));
    lab.publish("inc-call", "t1", Duration.ZERO, Map.of("reason", "fire"));
    assertThat(lab.incidents(instance)).containsExactly("IO_MAPPING_ERROR");
    repair(instance, Map.of("limit", 3));
    assertThat(lab.job("inc.help").variables()).contains("\"reason\":\"fire\"");
  }

  @Test
  void anInstanceThatCouldNotBeginStartsWhereItWasToldTo() {
    lab.deploy(Lab.process("inc_start", process -> {
      process.eventSubProcess("late", sub -> sub.startEvent("due").interrupting(false).timerWithDurationExpression("patience").endEvent());
      process.startEvent().manualTask("first").serviceTask("second", task -> task.zeebeJobType("inc.second")).endEvent();
    }).done());
    long instance = lab.engine.createInstance(
        new Commands.CreateInstance(null, "inc_start", null, Map.of(), null, Set.of(), List.of("second"))).key();
    assertThat(lab.incidents(instance)).containsExactly("EXTRACT_VALUE_ERROR");
    repair(instance, Map.of("patience", "PT1H"));
    assertThat(lab.elements(instance)).containsExactly("second ACTIVE");
  }

  @Test
  void whatTheStartEventGivesIsThereBeforeEventSubProcessesWait() {
    lab.deploy(Lab.process("inc_after_start", process -> {
      process.eventSubProcess("rescue", sub -> sub.startEvent("called")
          .message(m -> m.name("inc-after").zeebeCorrelationKeyExpression("caseId")).endEvent("rescued"));
      process.startEvent("begin").zeebeOutputExpression("\"case-\" + number", "caseId")
          .serviceTask("work", task -> task.zeebeJobType("inc.after")).endEvent();
    }).done());
    long instance = lab.start("inc_after_start", Map.of("number", "7"));
    assertThat(lab.incidents(instance)).isEmpty();
    lab.publish("inc-after", "case-7", Duration.ZERO, Map.of());
    assertThat(lab.elements(instance)).contains("rescued COMPLETED");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aFailedMappingTakesThoseBeforeItBack() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("inc_mapping").startEvent()
        .serviceTask("task", task -> task.zeebeJobType("inc.mapping")
            .zeebeInputExpression("counter + 1", "counter").zeebeInputExpression("assert(limit, limit != null)", "ceiling")
            .zeebeOutputExpression("\"yes\"", "done").zeebeOutputExpression("assert(proof, proof != null)", "evidence"))
        .endEvent().done();
    long instance = lab.start(model, "inc_mapping", Map.of("counter", 1));
    assertThat(lab.incidents(instance)).containsExactly("IO_MAPPING_ERROR");
    assertThat(lab.jdbc.sql("select name from engine.variable where scope_key = :scope").param("scope", root(instance, "task"))
        .query(String.class).list()).isEmpty();
    repair(instance, Map.of("limit", 3));
    assertThat(lab.job("inc.mapping").variables()).contains("\"counter\":2");
    lab.pass(Duration.ofMinutes(6));
    lab.complete("inc.mapping");
    assertThat(lab.incidents(instance)).containsExactly("IO_MAPPING_ERROR");
    assertThat(lab.variables(instance)).doesNotContainKey("done");
    repair(instance, Map.of("proof", "paper"));
    assertThat(lab.variables(instance)).containsEntry("done", "yes").containsEntry("evidence", "paper");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
  }

  @Test
  void anEndlessLoopIsAnIncident() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("inc_endless").startEvent().exclusiveGateway("again").manualTask("round")
        .exclusiveGateway("enough").defaultFlow().connectTo("again").moveToNode("enough").conditionExpression("enough = true").endEvent().done();
    long instance = lab.start(model, "inc_endless", Map.of());
    assertThat(lab.incidents(instance)).hasSize(1);
    repair(instance, Map.of("enough", true));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
  }

  @Test
  void aProcessThatCallsItselfWithoutEndIsAnIncident() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("inc_recursion").startEvent()
        .callActivity("self", call -> call.zeebeProcessId("inc_recursion")).endEvent().done();
    long instance = lab.start(model, "inc_recursion", Map.of());
    assertThat(lab.jdbc.sql("select error_type from engine.incident where root_key = :root and state = 'ACTIVE'").param("root", instance)
        .query(String.class).list()).containsExactly("CALLED_ELEMENT_ERROR");
    lab.engine.cancelInstance(instance);
    assertThat(lab.leftovers(instance)).isEmpty();
  }
}
