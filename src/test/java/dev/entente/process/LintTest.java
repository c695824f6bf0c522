package dev.entente.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that diagrams are held to, as the build applies them. */
class LintTest {

  private static final Path FRONTEND = Path.of("src/main/frontend").toAbsolutePath();

  @TempDir
  Path folder;

  @Test
  void theShippedOnboardingIsAccepted() throws Exception {
    assertThat(lint(onboarding())).contains("Linted 1 diagrams: 0 errors");
  }

  @Test
  void aGrantWithoutAHandlerIsRefused() throws Exception {
    String found = lint(without("<bpmn:association id=\"association_revokeLicense\"[^>]*/>"));

    assertThat(found).contains("error").contains("Job license.issue gives access, but no compensation takes it back").contains("license.revoke");
  }

  @Test
  void aHandlerThatTakesSomethingElseBackIsRefused() throws Exception {
    String found = lint(onboarding().replace("type=\"access.revokeProvisioned\"", "type=\"access.sendWelcome\""));

    assertThat(found).contains("Job access.grant gives access, but no compensation takes it back");
  }

  @Test
  void aCompensationThatNothingThrowsIsRefused() throws Exception {
    Pattern throwing = Pattern.compile("(<bpmn:intermediateThrowEvent.*?)<bpmn:compensateEventDefinition[^>]*/>", Pattern.DOTALL);

    assertThat(lint(throwing.matcher(onboarding()).replaceAll("$1"))).contains("nothing in the process throws the compensation");
  }

  @Test
  void aJobTypeThatIsComputedIsRefused() throws Exception {
    assertThat(lint(onboarding().replace("type=\"access.grant\"", "type=\"=kind\""))).contains("Job type is computed");
  }

  @Test
  void aTaskNeedsWordsAFormAGroupAndATime() throws Exception {
    String bare = onboarding()
        .replaceAll("(?s)(<bpmn:userTask id=\"task_approveApplication\"[^>]*>).*?(<bpmn:incoming>)",
            "$1<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>$2");

    assertThat(lint(bare)).contains("say why it is asked", "has no form", "is nobody's", "has no due date");
  }

  private static String without(String expression) throws IOException {
    String changed = onboarding().replaceAll(expression, "");
    assertThat(changed).isNotEqualTo(onboarding());
    return changed;
  }

  private static String onboarding() throws IOException {
    return Files.readString(Path.of("bpmn/partner-onboarding.bpmn"));
  }

  private String lint(String diagram) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("partner-onboarding.bpmn"), diagram);
    Process node = new ProcessBuilder("node", "lint.mjs", folder.toString()).directory(FRONTEND.toFile()).redirectErrorStream(true).start();
    String printed = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor()).describedAs(printed).isEqualTo(printed.contains(" 0 errors") ? 0 : 1);
    return printed;
  }
}
