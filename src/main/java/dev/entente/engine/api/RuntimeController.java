package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.expression.Expressions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Topology and status, variables, incidents, expressions. */
@RestController
@RequestMapping("/v2")
class RuntimeController {

  /** The version of the API that is served. */
  private static final String VERSION = "8.9.0";

  private final Engine engine;
  private final Expressions expressions;

  RuntimeController(Engine engine) {
    this.engine = engine;
    this.expressions = new Expressions(engine.clock());
  }

  /** One broker with one healthy partition; the last change is the number of the last purge. */
  @GetMapping("/topology")
  Map<String, @Nullable Object> topology() {
    Object partition = ApiJson.object("partitionId", 1, "role", "leader", "health", "healthy");
    Object broker = ApiJson.object("nodeId", 0, "host", "localhost", "port", 26501, "version", VERSION, "partitions", List.of(partition));
    return ApiJson.object("brokers", List.of(broker), "clusterId", null, "clusterSize", 1, "partitionsCount", 1, "replicationFactor", 1,
        "gatewayVersion", VERSION, "lastCompletedChangeId", Long.toString(engine.purgeEpoch()));
  }

  @GetMapping("/status")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void status() {
    engine.purgeEpoch();
  }

  @PutMapping("/element-instances/{key}/variables")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setVariables(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "variables", "local", "operationReference");
    engine.setVariables(new Commands.SetVariables(key, body.requiredVariables(), body.bool("local", false)));
  }

  @PostMapping("/incidents/{key}/resolution")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resolve(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body.of(json, "operationReference");
    engine.resolveIncident(key);
  }

  @PostMapping("/expression/evaluation")
  Map<String, @Nullable Object> evaluate(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "expression", "tenantId", "variables");
    String text = body.required("expression");
    CompiledExpression expression = expressions.compile(text);
    Expressions.Evaluated evaluated = expressions.evaluateWithWarnings(expression, body.variables());
    List<Map<String, @Nullable Object>> warnings = evaluated.warnings().stream().map(message -> ApiJson.object("message", message)).toList();
    return ApiJson.object("expression", text, "result", evaluated.result(), "warnings", warnings);
  }
}
