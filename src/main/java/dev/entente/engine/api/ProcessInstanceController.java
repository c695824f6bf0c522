package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.Results.CreatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Process instances: create, with or without waiting for the result, cancel, delete, resolve their incidents. */
@RestController
@RequestMapping("/v2/process-instances")
class ProcessInstanceController {

  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9_\\-:.]{0,99}");
  private static final int MAX_TAGS = 10;
  private static final int MAX_BUSINESS_ID = 256;

  private final Engine engine;
  private final AwaitedCompletions waits;
  private final ApiProperties properties;

  ProcessInstanceController(Engine engine, AwaitedCompletions waits, ApiProperties properties) {
    this.engine = engine;
    this.waits = waits;
    this.properties = properties;
  }

  @PostMapping
  Object create(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "processDefinitionKey", "processDefinitionId", "processDefinitionVersion", "variables", "startInstructions",
        "runtimeInstructions", "tenantId", "operationReference", "awaitCompletion", "requestTimeout", "fetchVariables", "tags", "businessId");
    if (!body.objects("runtimeInstructions", "type", "afterElementId").isEmpty()) {
      throw new NotImplemented("runtime instructions");
    }
    CreatedInstance created = engine.createInstance(command(body));
    if (!body.bool("awaitCompletion", false)) {
      return toJson(created, Map.of());
    }
    Duration timeout = properties.hold(Math.max(0, body.number("requestTimeout", 0)));
    return waits.until(created, body.strings("fetchVariables"), timeout);
  }

  private static Commands.CreateInstance command(Body body) {
    Long key = body.key("processDefinitionKey");
    String id = body.string("processDefinitionId");
    if ((key == null) == (id == null)) {
      throw new BadRequest("Exactly one of [processDefinitionId, processDefinitionKey] is required.");
    }
    int version = body.integer("processDefinitionVersion", -1);
    List<String> startElements = body.objects("startInstructions", "elementId").stream().map(start -> start.required("elementId")).toList();
    return new Commands.CreateInstance(key, id, version < 0 ? null : version, body.variables(), businessId(body), tags(body), startElements);
  }

  private static @Nullable String businessId(Body body) {
    String businessId = body.string("businessId");
    if (businessId != null && businessId.length() > MAX_BUSINESS_ID) {
      throw new BadRequest("Expected businessId to have at most %d characters, but it has %d.", MAX_BUSINESS_ID, businessId.length());
    }
    return businessId;
  }

  private static Set<String> tags(Body body) {
    Set<String> tags = body.set("tags");
    if (tags.size() > MAX_TAGS) {
      throw new BadRequest("Expected at most %d tags, but got %d.", MAX_TAGS, tags.size());
    }
    tags.stream().filter(tag -> !TAG.matcher(tag).matches()).findFirst().ifPresent(tag -> {
      throw new BadRequest("Tag '%s' must start with a letter and hold at most 100 letters, digits or _ - : . characters.", tag);
    });
    return tags;
  }

  @PostMapping("/{key}/cancellation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body.of(json, "operationReference");
    engine.cancelInstance(key);
  }

  @PostMapping("/{key}/deletion")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body.of(json, "operationReference");
    engine.deleteInstance(key);
  }

  /** Done before the answer; the batch that a cluster would make exists in the answer only. */
  @PostMapping("/{key}/incident-resolution")
  Map<String, @Nullable Object> resolveIncidents(@PathVariable long key) {
    engine.resolveIncidents(key);
    return ApiJson.object("batchOperationKey", ApiJson.key(key), "batchOperationType", "RESOLVE_INCIDENT");
  }

  @PostMapping({"/{key}/modification", "/{key}/migration"})
  void change(@PathVariable long key) {
    throw new NotImplemented("modification and migration of process instances");
  }

  @PostMapping({"/cancellation", "/deletion", "/incident-resolution", "/migration", "/modification"})
  void batch() {
    throw new NotImplemented("batch operations");
  }

  static Object toJson(CreatedInstance instance, Map<String, @Nullable Object> variables) {
    return ApiJson.object(
        "processDefinitionId", instance.processId(), "processDefinitionVersion", instance.version(),
        "processDefinitionKey", ApiJson.key(instance.definitionKey()), "processInstanceKey", ApiJson.key(instance.key()),
        "variables", variables, "tags", instance.tags(), "businessId", instance.businessId(), "tenantId", ApiJson.TENANT);
  }
}
