package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ObjectNode;

/** Deploys and deletes resources. */
@RestController
@RequestMapping("/v2")
class DeploymentController {

  private final Engine engine;

  DeploymentController(Engine engine) {
    this.engine = engine;
  }

  @PostMapping(path = "/deployments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Map<String, @Nullable Object> deploy(@RequestParam(name = "resources", required = false) @Nullable List<MultipartFile> files) throws IOException {
    if (files == null || files.isEmpty()) {
      throw new BadRequest("No document was provided. Send each file as a part named 'resources'.");
    }
    List<Commands.Resource> resources = new ArrayList<>();
    for (MultipartFile file : files) {
      String name = file.getOriginalFilename();
      if (name == null || name.isBlank()) {
        throw new BadRequest("Expected every part named 'resources' to have a file name.");
      }
      resources.add(new Commands.Resource(name, file.getBytes()));
    }
    return toJson(engine.deploy(resources));
  }

  @PostMapping("/resources/{key}/deletion")
  Map<String, @Nullable Object> delete(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body.of(json, "operationReference", "deleteHistory");
    engine.deleteResource(key);
    return ApiJson.object("resourceKey", ApiJson.key(key), "batchOperation", null);
  }

  private static Map<String, @Nullable Object> toJson(Results.Deployment deployment) {
    List<Object> items = new ArrayList<>();
    deployment.processes().forEach(process -> items.add(item("processDefinition",
        "processDefinitionKey", ApiJson.key(process.key()), "processDefinitionId", process.processId(),
        "processDefinitionVersion", process.version(), "resourceName", process.resourceName())));
    deployment.decisions().forEach(decision -> items.add(item("decisionDefinition",
        "decisionDefinitionKey", ApiJson.key(decision.key()), "decisionDefinitionId", decision.id(), "name", decision.name(), "version", decision.version(),
        "decisionRequirementsKey", ApiJson.key(decision.requirementsKey()), "decisionRequirementsId", decision.requirementsId())));
    deployment.requirements().forEach(requirements -> items.add(item("decisionRequirements",
        "decisionRequirementsKey", ApiJson.key(requirements.key()), "decisionRequirementsId", requirements.id(),
        "decisionRequirementsName", requirements.name(), "version", requirements.version(), "resourceName", requirements.resourceName())));
    deployment.forms().forEach(form -> items.add(item("form",
        "formKey", ApiJson.key(form.key()), "formId", form.formId(), "version", form.version(), "resourceName", form.resourceName())));
    deployment.resources().forEach(resource -> items.add(item("resource",
        "resourceKey", ApiJson.key(resource.key()), "resourceId", resource.resourceId(), "version", resource.version(),
        "resourceName", resource.resourceName())));
    return ApiJson.object("deploymentKey", ApiJson.key(deployment.key()), "tenantId", ApiJson.TENANT, "deployments", items);
  }

  private static Object item(String kind, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> metadata = ApiJson.object(namesAndValues);
    metadata.put("tenantId", ApiJson.TENANT);
    return Map.of(kind, metadata);
  }
}
