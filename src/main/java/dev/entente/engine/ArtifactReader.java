package dev.entente.engine;

import dev.entente.engine.expression.InvalidDecisions;
import dev.entente.engine.model.InvalidModel;
import dev.entente.engine.store.DeploymentStore.ResourceKind;
import dev.entente.engine.store.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the files of a deployment; all that is wrong in any of them is told at once. */
final class ArtifactReader {

  private final EngineRuntime runtime;
  private final List<String> errors = new ArrayList<>();

  ArtifactReader(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  List<Artifact> read(List<Commands.Resource> files) {
    if (files.isEmpty()) {
      throw Rejected.invalid("Expected to deploy at least one resource, but none given");
    }
    List<Artifact> artifacts = new ArrayList<>();
    for (Commands.Resource file : files) {
      try {
        artifacts.addAll(read(file));
      } catch (InvalidModel | InvalidDecisions invalid) {
        errors.add("'%s': %s".formatted(file.name(), invalid.getMessage()));
      }
    }
    refuseTwins(artifacts);
    if (!errors.isEmpty()) {
      throw Rejected.invalid("Expected to deploy new resources, but encountered the following errors:\n%s", String.join("\n", errors));
    }
    return artifacts;
  }

  private List<Artifact> read(Commands.Resource file) {
    if (file.name().endsWith(".bpmn") || file.name().endsWith(".xml")) {
      return runtime.reader.read(file.content()).stream().map(graph -> Artifact.of(graph, file)).toList();
    }
    if (file.name().endsWith(".dmn")) {
      return List.of(Artifact.of(runtime.decisions.parse(file.content()), file));
    }
    return List.of(file.name().endsWith(".form") ? form(file) : Artifact.of(ResourceKind.RESOURCE, file.name(), file, null));
  }

  private static Artifact form(Commands.Resource file) {
    Map<String, @Nullable Object> form;
    try {
      form = JsonValues.readObject(new String(file.content(), StandardCharsets.UTF_8));
    } catch (JacksonException noJson) {
      throw new InvalidModel("The form is not a JSON object: " + noJson.getOriginalMessage());
    }
    if (!(form.get("id") instanceof String id) || id.isBlank()) {
      throw new InvalidModel("Expected the form to have an id, but it has none");
    }
    return Artifact.of(ResourceKind.FORM, id, file, form.get("versionTag") instanceof String tag ? tag : null);
  }

  private void refuseTwins(List<Artifact> artifacts) {
    Set<String> seen = new HashSet<>();
    for (Artifact artifact : artifacts) {
      List<String> ids = new ArrayList<>(List.of(artifact.kind() + " " + artifact.id()));
      if (artifact.requirements() != null) {
        artifact.requirements().decisions().forEach(decision -> ids.add("DECISION " + decision.id()));
      }
      ids.stream().filter(id -> !seen.add(id)).forEach(id ->
          errors.add("'%s': the id of %s is used twice in this deployment".formatted(artifact.resourceName(), id)));
    }
  }
}
