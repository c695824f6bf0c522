package dev.entente.engine;

import dev.entente.engine.behavior.EventTrigger;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.SignalStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Broadcasting signals: to everything that waits at that moment, and to start events. */
final class SignalCommands {

  private final EngineRuntime runtime;

  SignalCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  Results.BroadcastedSignal broadcast(Commands.BroadcastSignal command) {
    if (command.name().isBlank()) {
      throw Rejected.invalid("Expected the signal to have a name, but it has none");
    }
    return runtime.command(context -> {
      broadcast(context, command.name(), command.variables());
      return new Results.BroadcastedSignal(context.work.nextKey());
    });
  }

  /** Signals thrown by processes; false when there is none left. */
  boolean broadcastPending() {
    Optional<SignalStore.Pending> next = runtime.transaction(runtime.signals::pending);
    next.ifPresent(pending -> runtime.run(context -> {
      if (runtime.signals.claim(pending.key())) {
        broadcast(context, pending.name(), JsonValues.readObject(pending.variables()));
      }
    }));
    return next.isPresent();
  }

  private void broadcast(CommandContext context, String name, Map<String, ? extends @Nullable Object> variables) {
    Set<Long> roots = new TreeSet<>();
    runtime.signals.waiting(name).stream().map(SignalStore.Waiting::rootKey).filter(Objects::nonNull).forEach(roots::add);
    runtime.loader.lockAll(roots);
    List<SignalStore.Waiting> all = runtime.signals.waiting(name);
    for (SignalStore.Waiting waiting : all) {
      if (waiting.rootKey() == null) {
        start(context, waiting, variables);
      } else if (roots.contains(waiting.rootKey())) {
        reach(context, waiting, waiting.rootKey(), variables);
      }
    }
  }

  private void reach(CommandContext context, SignalStore.Waiting waiting, long rootKey, Map<String, ? extends @Nullable Object> variables) {
    context.load(rootKey);
    ElementInstance host = context.work.instance(Objects.requireNonNull(waiting.elementInstanceKey()));
    if (host == null || !host.isOpen()) {
      return;
    }
    Element event = MessageCorrelator.eventOf(host, waiting.elementId());
    context.interpreter.events().trigger(host, event, variables);
    context.interpreter.run();
    if (EventTrigger.endsWaiting(event, host)) {
      runtime.signals.delete(waiting.key());
    }
  }

  private void start(CommandContext context, SignalStore.Waiting waiting, Map<String, ? extends @Nullable Object> variables) {
    ProcessDefinition definition = runtime.definitions.byKey(waiting.definitionKey());
    ProcessInstance process = new ProcessInstance(context.work.nextKey(), null, definition, null, Set.of(), context.now, null);
    context.interpreter.start(process, null, variables, definition.graph().entry(waiting.elementId()));
  }
}
