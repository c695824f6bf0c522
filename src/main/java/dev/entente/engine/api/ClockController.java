package dev.entente.engine.api;

import dev.entente.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Moves the clock and empties the runtime, for tests; only there when the clock is under control. */
@RestController
class ClockController {

  private final Engine engine;

  ClockController(Engine engine) {
    this.engine = engine;
  }

  @GetMapping("/actuator/clock")
  Map<String, @Nullable Object> now() {
    Instant now = engine.clock().instant();
    return ApiJson.object("epochMilli", now.toEpochMilli(), "instant", now.toString());
  }

  @PostMapping("/actuator/clock/add")
  Map<String, @Nullable Object> add(@RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "offsetMilli");
    engine.addToClock(Duration.ofMillis(body.number("offsetMilli", 0)));
    return now();
  }

  @DeleteMapping("/actuator/clock")
  Map<String, @Nullable Object> reset() {
    engine.resetClock();
    return now();
  }

  @PutMapping("/v2/clock")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pin(@RequestBody(required = false) @Nullable ObjectNode json) {
    Long timestamp = Body.of(json, "timestamp").number("timestamp");
    if (timestamp == null || timestamp < 0) {
      throw new BadRequest("The value for timestamp is '%s' but must be not negative.", timestamp);
    }
    engine.pinClock(Instant.ofEpochMilli(timestamp));
  }

  @PostMapping("/v2/clock/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resetPin() {
    engine.resetClock();
  }

  /** Answers when everything is gone and waiting requests are released. */
  @PostMapping("/actuator/cluster/purge")
  Map<String, @Nullable Object> purge() {
    return ApiJson.object("changeId", engine.purge());
  }
}
