package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The processes of the product, their workers played by the test. */
class OnboardingOnTheRuntimeTest {

  private static final String[] USER_TASKS = {"task_reviewScreeningHits", "task_approveHighRisk", "task_approveApplication",
    "task_resolveProvisioningFailure", "task_nominateOrExtend"};

  private final Lab lab = Lab.shared();

  private void deployAll() throws IOException {
    List<Commands.Resource> resources = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        resources.add(new Commands.Resource(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    }
    Results.Deployment first = lab.engine.deploy(resources);
    assertThat(lab.engine.deploy(resources)).usingRecursiveComparison().ignoringFields("key").isEqualTo(first);
  }

  private long onboard(String partner) throws IOException {
    deployAll();
    Map<String, Object> sla = new HashMap<>();
    Stream.of(USER_TASKS).forEach(task -> sla.put(task, "P2D"));
    long instance = lab.engine.createInstance(new Commands.CreateInstance(null, "partner-onboarding", null,
        Map.of("partnerId", partner, "requestedBy", "manager"), partner, Set.of(), List.of())).key();
    lab.complete("partner.registerApplication", Map.of("tier", "GOLD", "curriculum", "entry", "certifiedPeopleRequired", 1,
        "signatureReminder", "R/P5D", "signatureTimeout", "P30D", "sla", sla));
    lab.complete("screening.screenPartner", Map.of("screeningId", 1, "screeningScore", 0, "countryRisk", "NONE"));
    assertThat(lab.incidents(instance)).isEmpty();
    lab.engine.completeUserTask(new Commands.CompleteUserTask(lab.userTask(instance, "task_approveApplication"), Map.of("applicationDecision", "APPROVE")));
    lab.complete("partner.acceptApplication");
    lab.complete("agreement.prepare", Map.of("agreementId", 5));
    lab.pass(Duration.ofDays(6));
    lab.complete("agreement.remindSigner");
    lab.publish("agreement-signed", partner, Duration.ofHours(1), Map.of());
    lab.complete("access.createAccounts");
    return instance;
  }

  private void certify(String partner) {
    lab.complete("training.planEnrollments", Map.of("enrollments", List.of(11, 12)));
    for (Results.ActivatedJob job : lab.jobs("training.enroll", 5)) {
      lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("attempt", 1, "attemptsAllowed", 3, "passScore", 80,
          "courseReminder", "R/P7D", "courseOpenUntil", "2099-01-01T00:00:00Z", "coolDown", "P3D")));
    }
    lab.publish("course-completed", "11-1", Duration.ofHours(1), Map.of("score", 90));
    lab.complete("training.issueCertificate");
    lab.complete("training.evaluateCurriculum", Map.of("requirementMet", true, "certifiedPeople", 1));
    lab.complete("training.evaluateCurriculum", Map.of("requirementMet", true, "certifiedPeople", 1));
    lab.complete("training.carryOver");
  }

  @Test
  void aPartnerBecomesActiveAfterAFailedGrantWasTakenBack() throws IOException {
    long instance = onboard("partner-run-1");
    certify("partner-run-1");
    lab.complete("access.planEntitlements", Map.of("entitlements", List.of("a", "b")));
    lab.complete("access.grant", Map.of("grantOutcome", "GRANTED"));
    lab.complete("access.grant", Map.of("grantOutcome", "FAILED"));
    lab.complete("access.revokeProvisioned");
    assertThat(lab.jobs("access.revokeProvisioned", 1)).isEmpty();
    lab.engine.completeUserTask(new Commands.CompleteUserTask(lab.userTask(instance, "task_resolveProvisioningFailure"), Map.of("provisioningDecision", "RETRY")));
    lab.complete("access.planEntitlements", Map.of("entitlements", List.of("a", "b")));
    lab.complete("access.grant", Map.of("grantOutcome", "GRANTED"));
    lab.complete("access.grant", Map.of("grantOutcome", "GRANTED"));
    lab.complete("license.issue", Map.of("licenseId", 3));
    lab.complete("partner.activate");
    lab.complete("access.sendWelcome");
    assertThat(lab.incidents(instance)).isEmpty();
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aWithdrawalStopsEverythingAndUndoesWhatWasDone() throws IOException {
    long instance = onboard("partner-run-2");
    lab.publish("application-withdrawn", "partner-run-2", Duration.ofHours(1), Map.of());
    lab.complete("access.removeAccounts");
    lab.complete("access.revokeAll");
    lab.complete("partner.closeApplication", Map.of());
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
    assertThat(lab.jobs("training.planEnrollments", 1)).isEmpty();
  }
}
