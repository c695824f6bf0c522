package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DiagramTest {

  private final Diagram diagram = shipped("partner-onboarding.bpmn");

  @Test
  void tellsWhatTheProcessAndItsTasksAreFor() {
    assertThat(diagram.documentation("partner-onboarding")).startsWith("From an application to an active partner");
    assertThat(diagram.documentationOf("task_approveApplication")).contains("Approve to send it the agreement");
    assertThat(diagram.nameOf("task_approveApplication")).isEqualTo("Approve application");
    assertThat(diagram.nameOf("nowhere")).isEqualTo("nowhere");
  }

  @Test
  void knowsHowLongASignatureIsWaitedFor() {
    assertThat(diagram.timeLimitOf("task_awaitSignature")).hasValueSatisfying(limit -> assertThat(limit).contains("signatureTimeout"));
    assertThat(diagram.timeLimitOf("task_acceptApplication")).isEmpty();
  }

  @Test
  void knowsWhereAnAnswerLeads() {
    assertThat(diagram.waysOn("task_approveApplication")).hasSizeGreaterThan(1)
        .anySatisfy(way -> assertThat(way.next()).isEqualTo("Accept application"));
  }

  @Test
  void looksBeyondGatewaysThatOnlyJoin() {
    assertThat(shipped("termination-unwind.bpmn").waysOn("task_checkCertificate")).extracting(Diagram.Way::next)
        .containsExactlyInAnyOrder("Settle obligation", "Request certificate");
  }

  private static Diagram shipped(String name) {
    return new Diagram(ShippedFiles.onClasspath().processes().stream()
        .filter(file -> file.name().equals(name))
        .map(file -> new String(file.content(), StandardCharsets.UTF_8))
        .findFirst().orElseThrow());
  }
}
