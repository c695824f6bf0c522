package dev.entente.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of Camunda Modeler, as the build applies them. */
class LintTest {

  private static final Path FRONTEND = Path.of("src/main/frontend").toAbsolutePath();

  @TempDir
  Path folder;

  @Test
  void theShippedOnboardingIsAccepted() throws Exception {
    assertThat(lint(onboarding())).contains("Linted 1 diagrams: 0 errors");
  }

  @Test
  void whatThePlatformDoesNotKnowIsRefused() throws Exception {
    assertThat(lint(onboarding().replaceFirst("<zeebe:taskDefinition type=\"[^\"]*\" />", ""))).contains("error");
    assertThat(lint(onboarding().replace("modeler:executionPlatformVersion", "modeler:somethingElse"))).contains("no rule is applied");
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
