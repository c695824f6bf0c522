package dev.entente.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application asks of a file, whoever deploys it and on whichever way. */
@EntenteTest
class DeploymentRulesTest {

  @Autowired
  ModelCheck check;

  @Autowired
  JdbcClient jdbc;

  @LocalServerPort
  int port;

  static Stream<String> shipped() {
    return ShippedFiles.onClasspath().files().stream().map(ShippedFiles.File::name);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void allThatIsShippedKeepsThem(String name) throws IOException {
    assertThat(found(name, read(name))).isEmpty();
  }

  @Test
  void aJobThatGivesAccessIsUndoneByTheRightHandlerAndSomethingThrowsIt() throws IOException {
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", "<bpmn:association id=\"association_revokeLicense\"[^>]*/>", "")))
        .anyMatch(finding -> finding.contains("Job license.issue gives access, but no compensation takes it back") && finding.contains("license.revoke"));
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", "type=\"access.revokeProvisioned\"", "type=\"access.sendWelcome\"")))
        .anyMatch(finding -> finding.contains("Job access.grant gives access, but no compensation takes it back"));
    assertThat(found("partner-onboarding.bpmn",
        changed("partner-onboarding.bpmn", "(?s)(<bpmn:intermediateThrowEvent.*?)<bpmn:compensateEventDefinition[^>]*/>", "$1")))
        .anyMatch(finding -> finding.contains("nothing in the process throws the compensation"));
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", "type=\"access.grant\"", "type=\"=kind\"")))
        .anyMatch(finding -> finding.contains("Job type is computed"));
  }

  @Test
  void aTaskNeedsWordsAFormAGroupATimeAndAWordOnFourEyes() throws IOException {
    String bare = changed("settle-obligations.bpmn", "(?s)(<bpmn:userTask id=\"task_recordPayment\"[^>]*>).*?(<bpmn:incoming>)",
        "$1<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>$2");

    assertThat(String.join(" ", found("settle-obligations.bpmn", bare)))
        .contains("say why it is asked", "has no form", "is nobody's", "has no due date", "whether four eyes decide it");
  }

  @Test
  void aTaskOfFourEyesStaysOne() throws IOException {
    String task = "(?s)(<bpmn:userTask id=\"task_approveApplication\".*?)";
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", task + "key=\"fourEyes\" value=\"true\"", "$1key=\"fourEyes\" value=\"false\"")))
        .singleElement().asString().contains("task_approveApplication", "fourEyes=true");
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", task + "candidateGroups=\"channel-management\"", "$1assignee=\"manager\"")))
        .singleElement().asString().contains("task_approveApplication", "name a candidate group");
    assertThat(found("partner-onboarding.bpmn", changed("partner-onboarding.bpmn", task + "candidateGroups=\"channel-management\"", "$1candidateGroups=\"nobodys\"")))
        .singleElement().asString().contains("nobodys, which does not exist");
    assertThat(found("tier-escalation.bpmn", changed("tier-escalation.bpmn", "calledElement processId=\"approval\"", "calledElement processId=\"something\"")))
        .singleElement().asString().contains("the process approval");
  }

  @Test
  void aFormKeepsItsFieldsAndAnswers() throws IOException {
    assertThat(found("approve-application.form", changed("approve-application.form", "\"value\": ?\"REJECT\"", "\"value\": \"LATER\"")))
        .singleElement().asString().contains("applicationDecision", "APPROVE, REJECT");
    assertThat(found("decide-approval.form", changed("decide-approval.form", "\"approvalAnswer\"", "\"answer\""))).anyMatch(finding -> finding.contains("approvalAnswer is gone"));
  }

  @Test
  void theRoutingOfApprovalsNamesSomebodyForEverything() throws IOException {
    String table = "approval-routing.dmn";
    assertThat(found(table, changed(table, "\"TERMINATION\"", "\"NOTHING\""))).singleElement().asString().contains("Nobody approves TERMINATION in every case");
    assertThat(found(table, changed(table, "(?s)(\"TERMINATION\".*?)\"legal\"", "$1\"\""))).anyMatch(finding -> finding.contains("give at least one group"));
    assertThat(found(table, changed(table, "\"finance, legal\"", "\"finance, laywers\""))).singleElement().asString().contains("laywers does not exist");
    assertThat(found(table, changed(table, "(?s)(\"TIER_PROMOTION\".*?)\"FIRST\"", "$1\"VETO\""))).singleElement().asString().contains("Silence never approves TIER_PROMOTION");
    assertThat(found(table, changed(table, "name=\"groups\"", "name=\"group\""))).anyMatch(finding -> finding.contains("lost its output groups"));
  }

  @Test
  void theEnginesOwnApiIsHeldToThemToo() throws Exception {
    String weakened = changed("partner-onboarding.bpmn", "(?s)(<bpmn:userTask id=\"task_approveApplication\".*?)key=\"fourEyes\" value=\"true\"", "$1key=\"fourEyes\" value=\"false\"");
    HttpResponse<String> refused = deploy("renamed.bpmn", weakened);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("task_approveApplication", "fourEyes=true");

    HttpResponse<String> unfinished = deploy("mine.bpmn", new String(WiringTest.process("mine", "access.grant").content(), UTF_8));
    assertThat(unfinished.statusCode()).as(unfinished.body()).isEqualTo(400);
    HttpResponse<String> harmless = deploy("mine.bpmn", new String(WiringTest.process("mine", "my.job").content(), UTF_8));
    assertThat(harmless.statusCode()).as(harmless.body()).isEqualTo(200);
    assertThat(jdbc.sql("SELECT action FROM trail WHERE actor = 'admin' AND details LIKE '%/v2/deployments%' ORDER BY id DESC LIMIT 3").query(String.class).list())
        .containsExactly("engine.commandGiven", "engine.commandRefused", "engine.commandRefused");
  }

  private HttpResponse<String> deploy(String name, String content) throws Exception {
    String body = "--part\r\nContent-Disposition: form-data; name=\"resources\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content
        + "\r\n--part--\r\n";
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v2/deployments"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(UTF_8)))
        .header("Content-Type", "multipart/form-data; boundary=part").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private List<String> found(String name, String content) {
    return check.check(name, content.getBytes(UTF_8)).findings().stream().map(finding -> finding.elementId() + ": " + finding.message()).toList();
  }

  private static String changed(String name, String expression, String replacement) throws IOException {
    String changed = Pattern.compile(expression).matcher(read(name)).replaceAll(replacement);
    assertThat(changed).isNotEqualTo(read(name));
    return changed;
  }

  private static String read(String name) throws IOException {
    return Files.readString(Path.of("bpmn", name));
  }
}
