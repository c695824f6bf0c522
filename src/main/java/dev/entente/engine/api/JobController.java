package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.Results.ActivatedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import tools.jackson.databind.node.ObjectNode;

/** Jobs: activate, complete, fail, throw an error, update. */
@RestController
@RequestMapping("/v2/jobs")
class JobController {

  private static final int MAX_JOBS = 1_000;

  private final Engine engine;
  private final JobLongPolls polls;
  private final ApiProperties properties;

  JobController(Engine engine, JobLongPolls polls, ApiProperties properties) {
    this.engine = engine;
    this.polls = polls;
    this.properties = properties;
  }

  @PostMapping("/activation")
  DeferredResult<Object> activate(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "type", "worker", "timeout", "maxJobsToActivate", "fetchVariable", "requestTimeout", "tenantIds", "tenantFilter");
    Duration timeout = Duration.ofMillis(body.positive("timeout"));
    int max = (int) Math.min(MAX_JOBS, body.positive("maxJobsToActivate"));
    var command = new Commands.ActivateJobs(body.required("type"), body.string("worker", ""), timeout, max, body.strings("fetchVariable"));
    return polls.poll(command, properties.hold(body.number("requestTimeout", 0)));
  }

  @PostMapping("/{key}/completion")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void complete(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "variables", "result");
    ObjectNode result = body.node("result");
    if (result != null && (result.path("denied").asBoolean(false) || result.path("activateElements").size() > 0)) {
      throw new NotImplemented("job results that deny an operation or activate elements");
    }
    engine.completeJob(new Commands.CompleteJob(key, body.variables()));
  }

  @PostMapping("/{key}/failure")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void fail(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "retries", "errorMessage", "retryBackOff", "variables");
    Duration backOff = Duration.ofMillis(Math.max(0, body.number("retryBackOff", 0)));
    engine.failJob(new Commands.FailJob(key, body.integer("retries", 0), body.string("errorMessage"), backOff, body.variables()));
  }

  @PostMapping("/{key}/error")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void throwError(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "errorCode", "errorMessage", "variables");
    engine.throwError(new Commands.ThrowError(key, body.required("errorCode"), body.string("errorMessage"), body.variables()));
  }

  @PatchMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void update(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body changes = Body.of(json, "changeset", "operationReference").object("changeset", "retries", "timeout");
    Long timeout = changes == null ? null : changes.number("timeout");
    Integer retries = changes == null || changes.number("retries") == null ? null : changes.integer("retries", 0);
    if (timeout == null && retries == null) {
      throw new BadRequest("At least one of [retries, timeout] is required.");
    }
    engine.updateJob(new Commands.UpdateJob(key, retries, timeout == null ? null : Duration.ofMillis(timeout)));
  }

  static Object toJson(ActivatedJob job) {
    return ApiJson.object(
        "jobKey", ApiJson.key(job.key()), "type", job.type(), "kind", job.kind(), "listenerEventType", job.listenerEventType(),
        "processDefinitionId", job.processId(), "processDefinitionVersion", job.processVersion(), "processDefinitionKey", ApiJson.key(job.definitionKey()),
        "processInstanceKey", ApiJson.key(job.processInstanceKey()), "rootProcessInstanceKey", ApiJson.key(job.rootKey()),
        "elementId", job.elementId(), "elementInstanceKey", ApiJson.key(job.elementInstanceKey()),
        "customHeaders", ApiJson.raw(job.customHeaders()), "variables", ApiJson.raw(job.variables()),
        "worker", job.worker(), "retries", job.retries(), "deadline", job.deadline().toEpochMilli(), "tags", job.tags(), "tenantId", ApiJson.TENANT);
  }
}
