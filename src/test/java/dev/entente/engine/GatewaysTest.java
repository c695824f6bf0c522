package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaysTest {

  private final Lab lab = Lab.shared();

  @Test
  void anExclusiveGatewayTakesTheFirstTrueFlowElseTheDefaultElseRaisesAnIncident() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("gw_exclusive").startEvent().exclusiveGateway("which")
        .sequenceFlowId("big").conditionExpression("n > 10").endEvent("bigEnd")
        .moveToNode("which").sequenceFlowId("small").conditionExpression("n > 5").endEvent("smallEnd").done();
    long big = lab.start(model, "gw_exclusive", Map.of("n", 11));
    long small = lab.start("gw_exclusive", Map.of("n", 6));
    long none = lab.start("gw_exclusive", Map.of("n", 1));
    long missing = lab.start("gw_exclusive", Map.of());

    assertThat(lab.elements(big)).contains("bigEnd COMPLETED").doesNotContain("smallEnd COMPLETED");
    assertThat(lab.elements(small)).contains("smallEnd COMPLETED");
    assertThat(lab.incidents(none)).containsExactly("CONDITION_ERROR");
    assertThat(lab.incidents(missing)).containsExactly("CONDITION_ERROR");
    lab.engine.setVariables(new Commands.SetVariables(missing, Map.of("n", 7), false));
    lab.engine.resolveIncident(lab.incident(missing));
    assertThat(lab.state(missing)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(missing)).isEmpty();
  }

  @Test
  void aParallelGatewayJoinsOnceAllTokensArrived() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("gw_parallel").startEvent().parallelGateway("fork")
        .serviceTask("a", task -> task.zeebeJobType("gw.a")).parallelGateway("join").serviceTask("after", task -> task.zeebeJobType("gw.after")).endEvent()
        .moveToNode("fork").serviceTask("b", task -> task.zeebeJobType("gw.b")).connectTo("join").done();
    long instance = lab.start(model, "gw_parallel", Map.of());
    lab.complete("gw.a");
    assertThat(lab.active(instance)).containsExactly("b");
    lab.complete("gw.b");
    assertThat(lab.active(instance)).containsExactly("after");
    assertThat(lab.elements(instance)).containsOnlyOnce("join COMPLETED");
    lab.complete("gw.after");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void anInclusiveGatewayWaitsForWhatCanStillArrive() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("gw_inclusive").startEvent().inclusiveGateway("fork")
        .sequenceFlowId("f1").conditionExpression("a").serviceTask("a", task -> task.zeebeJobType("gw.ia")).inclusiveGateway("join").endEvent("end")
        .moveToNode("fork").sequenceFlowId("f2").conditionExpression("b").serviceTask("b", task -> task.zeebeJobType("gw.ib")).connectTo("join")
        .moveToNode("fork").sequenceFlowId("f3").conditionExpression("c").serviceTask("c", task -> task.zeebeJobType("gw.ic")).connectTo("join").done();
    long two = lab.start(model, "gw_inclusive", Map.of("a", true, "b", true, "c", false));
    lab.complete("gw.ia");
    assertThat(lab.active(two)).containsExactly("b");
    lab.complete("gw.ib");
    assertThat(lab.state(two)).isEqualTo("COMPLETED");
    assertThat(lab.elements(two)).containsOnlyOnce("end COMPLETED");
    long one = lab.start("gw_inclusive", Map.of("a", false, "b", false, "c", true));
    lab.complete("gw.ic");
    assertThat(lab.state(one)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(one)).isEmpty();
  }

  @Test
  void theFirstEventWinsAtAnEventBasedGateway() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("gw_events").startEvent().eventBasedGateway("wait")
        .intermediateCatchEvent("paid", event -> event.message(message -> message.name("gw-paid").zeebeCorrelationKeyExpression("id"))).endEvent("paidEnd")
        .moveToNode("wait").intermediateCatchEvent("late", event -> event.timerWithDuration("PT1H")).endEvent("lateEnd").done();
    long paid = lab.start(model, "gw_events", Map.of("id", "gw-1"));
    long late = lab.start("gw_events", Map.of("id", "gw-2"));
    lab.publish("gw-paid", "gw-1", Duration.ZERO, Map.of("amount", 3));
    assertThat(lab.state(paid)).isEqualTo("COMPLETED");
    assertThat(lab.variables(paid)).containsKey("amount");
    assertThat(lab.leftovers(paid)).isEmpty();
    lab.pass(Duration.ofMinutes(61));
    assertThat(lab.elements(late)).contains("late COMPLETED", "lateEnd COMPLETED");
    assertThat(lab.leftovers(late)).isEmpty();
    assertThat(flows(late)).doesNotContain("late");
  }

  private List<String> flows(long instance) {
    return lab.jdbc.sql("select flow_id from engine.sequence_flow where process_instance_key = :key").param("key", instance).query(String.class).list();
  }
}
