package dev.entente.engine.api;

import dev.entente.engine.Engine;
import dev.entente.engine.EngineListener;
import dev.entente.engine.Rejected;
import dev.entente.engine.Results.CreatedInstance;
import dev.entente.engine.Results.InstanceResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.context.request.async.DeferredResult;

/** Requests that wait for the end of the instance they started. */
class AwaitedCompletions implements EngineListener {

  private static final Duration SWEEP = Duration.ofMillis(500);

  private final Engine engine;
  private final RequestTimeouts timeouts;
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(CreatedInstance instance, List<String> fetch, DeferredResult<Object> result) {}

  AwaitedCompletions(Engine engine, RequestTimeouts timeouts) {
    this.engine = engine;
    this.timeouts = timeouts;
    engine.addListener(this);
    // an instance may end on another node
    timeouts.every(SWEEP, () -> waiting.values().forEach(this::look));
  }

  DeferredResult<Object> until(CreatedInstance instance, List<String> fetch, Duration timeout) {
    Waiting wait = new Waiting(instance, fetch, new DeferredResult<>(-1L));
    waiting.put(instance.key(), wait);
    var late = timeouts.after(timeout, () -> wait.result.setErrorResult(new RequestTimedOut(
        "Expected process instance '%d' to end within %d ms, but it is still active.", instance.key(), timeout.toMillis())));
    wait.result.onCompletion(() -> {
      waiting.remove(instance.key());
      late.cancel(false);
    });
    look(wait);
    return wait.result;
  }

  @Override
  public void instancesEnded(Set<Long> keys) {
    keys.forEach(key -> {
      Waiting wait = waiting.get(key);
      if (wait != null) {
        timeouts.now(() -> look(wait));
      }
    });
  }

  @Override
  public void purged() {
    waiting.values().forEach(wait -> wait.result.setErrorResult(EntityNotFound.of("Process instance", wait.instance.key())));
  }

  private void look(Waiting wait) {
    try {
      InstanceResult result = engine.result(wait.instance.key(), wait.fetch);
      if (result.state().equals("COMPLETED")) {
        wait.result.setResult(ProcessInstanceController.toJson(wait.instance, result.variables()));
      } else if (result.state().equals("TERMINATED")) {
        wait.result.setErrorResult(Rejected.state("Expected process instance '%d' to complete, but it was terminated.", wait.instance.key()));
      }
    } catch (RuntimeException failure) {
      wait.result.setErrorResult(failure);
    }
  }
}
