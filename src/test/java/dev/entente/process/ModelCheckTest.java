package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
class ModelCheckTest {

  @Autowired
  ModelCheck check;

  @Test
  void namesTheElementThatTheValidatorsComplainAbout() {
    String xml = Bpmn.convertToString(Bpmn.createExecutableProcess("broken").startEvent().serviceTask("task_empty").name("Nobody's task").done());

    assertThat(check.check("broken.bpmn", bytes(xml)).findings())
        .anySatisfy(finding -> {
          assertThat(finding.elementId()).isEqualTo("task_empty");
          assertThat(finding.elementName()).isEqualTo("Nobody's task");
        });
  }

  @Test
  void namesTheElementWhoseJobNobodyDoes() {
    ShippedFiles.File file = WiringTest.process("odd", "nobody.doesThis");

    assertThat(check.check(file.name(), file.content()).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("nobody.doesThis", "no worker"));
  }

  @Test
  void reachesForNothingOutsideTheFile() {
    String xml = """
        <?xml version="1.0"?><!DOCTYPE definitions [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" name="&secret;" isExecutable="true"/></definitions>
        """;

    assertThat(check.check("p.bpmn", bytes(xml)).findings())
        .singleElement().satisfies(finding -> assertThat(finding.message()).contains("no readable BPMN").doesNotContain("root:"));
  }

  @Test
  void tellsThatAFormIsNoForm() {
    assertThat(check.check("x.form", bytes("{\"id\":\"x\"}")).findings()).isNotEmpty();
    assertThat(check.check("x.form", bytes("no json")).findings()).isNotEmpty();
    assertThat(check.check("x.form", bytes("{\"id\":\"x\",\"components\":[]}")).findings()).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
