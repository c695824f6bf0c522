package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTest {

  private static final String PROCESS = """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
        <bpmn:process id="refused" isExecutable="true">
          <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="it" />
          %s
          <bpmn:sequenceFlow id="b" sourceRef="it" targetRef="end" />
          <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
        </bpmn:process>
      </bpmn:definitions>""";

  private final Lab lab = Lab.shared();

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      <bpmn:complexGateway id="it"/> | ComplexGateway
      <bpmn:adHocSubProcess id="it"><bpmn:task id="inside"/></bpmn:adHocSubProcess> | adHocSubProcess
      <bpmn:serviceTask id="it"><bpmn:extensionElements><zeebe:taskDefinition type="=1 +"/></bpmn:extensionElements></bpmn:serviceTask> | failed to parse
      <bpmn:serviceTask id="it"/> | zeebe:taskDefinition
      <bpmn:serviceTask id="it"><bpmn:extensionElements><zeebe:taskDefinition type="x"/><zeebe:executionListeners><zeebe:executionListener eventType="start" type="l"/></zeebe:executionListeners></bpmn:extensionElements></bpmn:serviceTask> | execution listener
      """)
  void whatCanNotBeExecutedIsRefusedWithItsIdAndTheReason(String element, String reason) {
    assertThatThrownBy(() -> lab.deploy("refused.bpmn", PROCESS.formatted(element)))
        .isInstanceOf(Rejected.class).hasMessageContaining("refused.bpmn").hasMessageContaining("it").hasMessageContaining(reason);
  }

  @Test
  void aDocumentTypeIsRefused() {
    String evil = PROCESS.formatted("<bpmn:task id=\"it\"/>").replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
    assertThatThrownBy(() -> lab.deploy("evil.bpmn", evil)).isInstanceOf(Rejected.class).hasMessageContaining("document type");
    assertThatThrownBy(() -> lab.deploy("broken.bpmn", "<bpmn")).isInstanceOf(Rejected.class).hasMessageContaining("broken.bpmn");
    assertThatThrownBy(() -> lab.deploy("broken.form", "[]")).isInstanceOf(Rejected.class).hasMessageContaining("broken.form");
  }

  @Test
  void anEqualFileKeepsItsVersionAndAChangeMakesANewOne() {
    BpmnModelInstance one = Bpmn.createExecutableProcess("dep_version").startEvent().endEvent().done();
    Results.DeployedProcess first = lab.deploy(one).processes().get(0);
    assertThat(lab.deploy(one).processes().get(0)).isEqualTo(first);
    BpmnModelInstance two = Bpmn.createExecutableProcess("dep_version").startEvent().manualTask().endEvent().done();
    Results.DeployedProcess second = lab.deploy(two).processes().get(0);
    assertThat(second.version()).isEqualTo(2);
    lab.engine.deleteResource(second.key());
    assertThat(lab.engine.createInstance(new Commands.CreateInstance(null, "dep_version", null, Map.of(), null, Set.of(), List.of())).version())
        .isEqualTo(1);
    assertThat(lab.deploy(two).processes().get(0).version()).isEqualTo(3);
  }

  @Test
  void onlyTheLatestVersionIsStartedByAMessage() {
    lab.deploy(Bpmn.createExecutableProcess("dep_start").startEvent("s1").message("dep-go").endEvent().done());
    lab.deploy(Bpmn.createExecutableProcess("dep_start").startEvent("s2").message("dep-go").endEvent().done());
    long instance = lab.engine.correlateMessage(new Commands.CorrelateMessage("dep-go", "", Map.of("a", 1))).processInstanceKey();
    assertThat(lab.elements(instance)).contains("s2 COMPLETED");
    assertThat(lab.variables(instance)).containsKey("a");
  }


  @Test
  void deletingAnOldVersionLeavesTheStartEventsOfTheLatestAlone() {
    String date = lab.engine.clock().instant().plus(Duration.ofMinutes(1)).toString();
    Results.DeployedProcess old = lab.deploy(Bpmn.createExecutableProcess("dep_timer").startEvent("s1").timerWithDate(date).endEvent().done())
        .processes().get(0);
    lab.deploy(Bpmn.createExecutableProcess("dep_timer").startEvent("s2").timerWithDate(date).endEvent().done());
    lab.pass(Duration.ofMinutes(2));
    lab.engine.deleteResource(old.key());
    assertThat(lab.jdbc.sql("select count(*) from engine.timer t join engine.process_definition d on d.key = t.definition_key where d.process_id = 'dep_timer'")
        .query(Integer.class).single()).isZero();
  }
}
