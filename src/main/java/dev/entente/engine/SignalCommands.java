package dev.entente.engine;

import dev.entente.engine.behavior.Events;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Json;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.Signals;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Broadcasting signals: to everything that waits at that moment, and to start events. */
final class SignalCommands {

  private final Runtime runtime;

  SignalCommands(Runtime runtime) {
    this.runtime = runtime;
  }

  Results.BroadcastedSignal broadcast(Commands.BroadcastSignal command) {
    if (command.name().isBlank()) {
      throw Rejected.invalid("Expected the signal to have a name, but it has none");
    }
    return runtime.command(execution -> {
      broadcast(execution, command.name(), command.variables());
      return new Results.BroadcastedSignal(execution.work.nextKey());
    });
  }

  /** Signals thrown by processes; false when there is none left. */
  boolean broadcastPending() {
    Optional<Signals.Pending> next = runtime.transaction(runtime.signals::pending);
    next.ifPresent(pending -> runtime.run(execution -> {
      if (runtime.signals.claim(pending.key())) {
        broadcast(execution, pending.name(), Json.readObject(pending.variables()));
      }
    }));
    return next.isPresent();
  }

  private void broadcast(Execution execution, String name, Map<String, ? extends @Nullable Object> variables) {
    Set<Long> roots = new TreeSet<>();
    runtime.signals.waiting(name).stream().map(Signals.Waiting::rootKey).filter(Objects::nonNull).forEach(roots::add);
    runtime.loader.lockAll(roots);
    List<Signals.Waiting> all = runtime.signals.waiting(name);
    for (Signals.Waiting waiting : all) {
      if (waiting.rootKey() == null) {
        start(execution, waiting, variables);
      } else if (roots.contains(waiting.rootKey())) {
        reach(execution, waiting, waiting.rootKey(), variables);
      }
    }
  }

  private void reach(Execution execution, Signals.Waiting waiting, long rootKey, Map<String, ? extends @Nullable Object> variables) {
    execution.load(rootKey);
    Instance host = execution.work.instance(Objects.requireNonNull(waiting.elementInstanceKey()));
    if (host == null || !host.isOpen()) {
      return;
    }
    Element event = Correlating.eventOf(host, waiting.elementId());
    execution.interpreter.events().trigger(host, event, variables);
    execution.interpreter.run();
    if (Events.endsWaiting(event, host)) {
      runtime.signals.delete(waiting.key());
    }
  }

  private void start(Execution execution, Signals.Waiting waiting, Map<String, ? extends @Nullable Object> variables) {
    Definition definition = runtime.definitions.byKey(waiting.definitionKey());
    ProcessInstance process = new ProcessInstance(execution.work.nextKey(), null, definition, null, Set.of(), execution.now, null);
    execution.interpreter.start(process, null, variables, definition.graph().entry(waiting.elementId()));
  }
}
