package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.Results;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Messages and signals. */
@RestController
@RequestMapping("/v2")
class MessageController {

  private final Engine engine;

  MessageController(Engine engine) {
    this.engine = engine;
  }

  @PostMapping("/messages/publication")
  Map<String, @Nullable Object> publish(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "name", "correlationKey", "timeToLive", "messageId", "variables", "tenantId");
    Duration timeToLive = Duration.ofMillis(Math.max(0, body.number("timeToLive", 0)));
    String messageId = body.string("messageId");
    Results.PublishedMessage message = engine.publishMessage(new Commands.PublishMessage(body.required("name"), body.string("correlationKey", ""),
        timeToLive, messageId == null || messageId.isEmpty() ? null : messageId, body.variables()));
    return ApiJson.object("messageKey", ApiJson.key(message.key()), "tenantId", ApiJson.TENANT);
  }

  @PostMapping("/messages/correlation")
  Map<String, @Nullable Object> correlate(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "name", "correlationKey", "variables", "tenantId");
    Results.CorrelatedMessage message = engine.correlateMessage(
        new Commands.CorrelateMessage(body.required("name"), body.string("correlationKey", ""), body.variables()));
    return ApiJson.object("messageKey", ApiJson.key(message.key()), "processInstanceKey", ApiJson.key(message.processInstanceKey()), "tenantId", ApiJson.TENANT);
  }

  @PostMapping("/signals/broadcast")
  Map<String, @Nullable Object> broadcast(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "signalName", "variables", "tenantId");
    Results.BroadcastedSignal signal = engine.broadcastSignal(new Commands.BroadcastSignal(body.required("signalName"), body.variables()));
    return ApiJson.object("signalKey", ApiJson.key(signal.key()), "tenantId", ApiJson.TENANT);
  }
}
