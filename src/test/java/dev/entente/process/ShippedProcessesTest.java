package dev.entente.process;

import static io.camunda.process.test.api.CamundaAssert.assertThat;
import static io.camunda.process.test.api.CamundaAssert.assertThatDecision;
import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.DecisionSelectors.byId;
import static io.camunda.process.test.api.assertions.UserTaskSelectors.byElementId;

import dev.entente.engine.EngineServer;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The diagrams of {@code bpmn/} on the embedded runtime, the workers played by mocks. */
class ShippedProcessesTest {

  @RegisterExtension
  static final CamundaProcessTestExtension camunda = EngineServer.processTest();

  private CamundaProcessTestContext context;
  private CamundaClient client;

  @BeforeEach
  void deployAndMockEveryJobType() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
      var deployment = client.newDeployResourceCommand().addResourceFile("bpmn/risk-rating.dmn");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("risk-rating.dmn")) {
          deployment = deployment.addResourceFile(file.toString());
        }
      }
      deployment.send().join();
    }
    Map<String, String> sla = new HashMap<>();
    List.of("task_reviewScreeningHits", "task_approveHighRisk", "task_approveApplication", "task_resolveProvisioningFailure", "task_nominateOrExtend")
        .forEach(task -> sla.put(task, "P2D"));
    worker("partner.registerApplication", Map.of("tier", "GOLD", "curriculum", "sales", "certifiedPeopleRequired", 1,
        "signatureReminder", "R/P5D", "signatureTimeout", "P30D", "sla", sla));
    worker("partner.acceptApplication", Map.of("stage", "ONBOARDING"));
    worker("agreement.prepare", Map.of("agreementId", 1));
    worker("training.planEnrollments", Map.of("enrollments", List.of(41)));
    worker("training.enroll", Map.of("attempt", 1, "attemptsAllowed", 2, "passScore", 70, "courseReminder", "R/P7D", "courseOpenUntil", "2099-01-01T00:00:00Z", "coolDown", "P3D"));
    worker("training.planRecertification", Map.of("recertificationNeeded", true, "enrollmentId", 42));
    worker("training.evaluateCurriculum", Map.of("requirementMet", true, "certifiedPeople", 1));
    worker("access.planEntitlements", Map.of("entitlements", List.of("portal", "downloads")));
    worker("access.grant", Map.of("grantOutcome", "GRANTED"));
    worker("license.issue", Map.of("licenseId", 5));
    List.of("agreement.remindSigner", "agreement.expire", "training.remindLearner", "training.closeEnrollment", "training.issueCertificate", "training.carryOver",
        "training.closeEnrollments", "training.recordLapse", "access.createAccounts",
        "access.removeAccounts", "access.revokeProvisioned", "license.revoke", "access.dropFailedEntitlements", "partner.activate", "access.sendWelcome",
        "partner.closeApplication", "access.revokeAll").forEach(type -> worker(type, Map.of()));
  }

  private void worker(String type, Map<String, Object> result) {
    context.mockJobWorker(type).thenComplete(result);
  }

  private ProcessInstanceEvent apply(int score, String countryRisk) {
    worker("screening.screenPartner", Map.of("screeningId", 1, "screeningScore", score, "countryRisk", countryRisk));
    return client.newCreateInstanceCommand().bpmnProcessId("partner-onboarding").latestVersion()
        .variables(Map.of("partnerId", "p-1", "requestedBy", "manager")).send().join();
  }

  @Test
  void aCleanApplicantBecomesAnActivePartner() {
    ProcessInstanceEvent onboarding = apply(0, "NONE");

    assertThatUserTask(byElementId("task_approveApplication")).isCreated().hasCandidateGroups(List.of("channel-management"));
    assertThatDecision(byId("risk-rating")).isEvaluated().hasOutput("LOW");
    context.completeUserTask("task_approveApplication", Map.of("applicationDecision", "APPROVE", "applicationComment", "fine"));

    assertThat(onboarding).isWaitingForMessage("agreement-signed", "p-1");
    client.newPublishMessageCommand().messageName("agreement-signed").correlationKey("p-1").send().join();
    assertThat(onboarding).hasCompletedElements("task_awaitSignature").hasActiveElements("call_certifyContacts");
    client.newPublishMessageCommand().messageName("course-completed").correlationKey("41-1").variables(Map.of("score", 90)).send().join();

    assertThat(onboarding).isCompleted().hasNoActiveIncidents()
        .hasCompletedElements("task_createAccounts", "subprocess_provisioning", "task_activatePartner", "task_sendWelcome")
        .hasCompletedElement("task_grantEntitlement", 3);
  }

  @Test
  void anEmbargoedApplicantIsTurnedAway() {
    ProcessInstanceEvent onboarding = apply(0, "EMBARGOED");
    assertThat(onboarding).isCompleted().hasCompletedElements("task_closeApplicationRejected").hasNotActivatedElements("task_approveApplication")
        .hasNoActiveIncidents();
  }

  @Test
  void aWithdrawnApplicationIsClosedAndItsAccessUndone() {
    ProcessInstanceEvent onboarding = apply(0, "NONE");
    assertThat(onboarding).hasActiveElements("task_approveApplication").isWaitingForMessage("application-withdrawn", "p-1");
    client.newPublishMessageCommand().messageName("application-withdrawn").correlationKey("p-1").send().join();
    assertThat(onboarding).isCompleted().hasTerminatedElements("task_approveApplication").hasCompletedElements("task_closeApplicationWithdrawn");
  }

  @Test
  void anAgreementThatNobodySignsExpires() {
    ProcessInstanceEvent onboarding = apply(0, "NONE");
    context.completeUserTask("task_approveApplication", Map.of("applicationDecision", "APPROVE", "applicationComment", "fine"));
    assertThat(onboarding).hasActiveElements("task_awaitSignature");
    context.increaseTime(Duration.ofDays(6));
    assertThat(onboarding).hasCompletedElement("task_remindSigner", 1).hasActiveElements("task_awaitSignature");
    context.increaseTime(Duration.ofDays(30));
    assertThat(onboarding).isCompleted().hasCompletedElements("task_expireAgreement", "task_closeApplicationRejected");
  }
}
