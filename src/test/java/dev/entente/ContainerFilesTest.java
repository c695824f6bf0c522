package dev.entente;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What can be told of the container files without an engine: that they name what is there. */
class ContainerFilesTest {

  private static final Path FOLDER = Path.of("docker");

  @Test
  void theImageIsBuiltOfAllThatTheBuildNeedsAndNothingElse() throws IOException {
    List<String> copied = found("(?m)^COPY (?!--from)(\\S+) ", "Dockerfile");

    assertThat(copied).isNotEmpty().allSatisfy(source -> assertThat(Path.of(source)).exists());
    List<String> resources = found("(?s)<resource>\\s*<directory>([^<]+)</directory>", "../pom.xml");
    assertThat(resources).isNotEmpty().allSatisfy(folder -> assertThat(copied).anyMatch(source -> Path.of(folder).startsWith(source)));
    assertThat(found("(?m)^!(\\S+)$", "Dockerfile.dockerignore")).containsExactlyInAnyOrderElementsOf(copied);
  }

  @Test
  void theImageDoesNotRunAsRoot() throws IOException {
    assertThat(found("(?m)^USER (\\S+)$", "Dockerfile")).containsExactly(found("useradd .*--uid (\\d+)", "Dockerfile").get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose.yaml", "compose.camunda.yaml"})
  void theServicesNameWhatIsThere(String file) throws IOException {
    JsonNode compose = new YAMLMapper().readTree(Files.readString(FOLDER.resolve(file)));
    JsonNode base = new YAMLMapper().readTree(Files.readString(FOLDER.resolve("compose.yaml")));

    compose.path("services").properties().forEach(service -> {
      JsonNode build = service.getValue().path("build");
      if (!build.isMissingNode()) {
        assertThat(FOLDER.resolve(build.path("context").asString()).resolve(build.path("dockerfile").asString())).exists();
      }
      service.getValue().path("depends_on").propertyNames()
          .forEach(name -> assertThat(compose.path("services").has(name) || base.path("services").has(name)).as(name).isTrue());
      service.getValue().path("volumes")
          .forEach(volume -> assertThat(compose.path("volumes").has(volume.asString().split(":")[0])).as(volume.asString()).isTrue());
      service.getValue().path("configs").forEach(config -> assertThat(compose.path("configs").has(config.path("source").asString())).isTrue());
      service.getValue().path("ports").forEach(port -> assertThat(port.asString()).as("reached from this machine only").startsWith("127.0.0.1:"));
    });
  }

  private static List<String> found(String expression, String file) throws IOException {
    Matcher matcher = Pattern.compile(expression).matcher(Files.readString(FOLDER.resolve(file)));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
