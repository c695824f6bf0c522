package dev.entente.engine;

import dev.entente.engine.behavior.EventTrigger;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.SignalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasting signals: to everything that waits at that moment, and to start events.
 *
 * <p>Who waits is written down in one transaction, each of them is reached in one of its own: one that fails is tried again later and keeps
 * the signal from nobody else.
 */
final class SignalCommands {

  private static final Logger LOG = LoggerFactory.getLogger(SignalCommands.class);
  private static final int BATCH = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final EngineRuntime runtime;

  SignalCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  /** Those who can be reached have been when this returns. */
  Results.BroadcastedSignal broadcast(Commands.BroadcastSignal command) {
    if (command.name().isBlank()) {
      throw Rejected.invalid("Expected the signal to have a name, but it has none");
    }
    String variables = JsonValues.write(command.variables());
    List<Long> deliveries = new ArrayList<>();
    long key = runtime.command(context -> {
      deliveries.clear();
      deliveries.addAll(address(context, command.name(), variables));
      return context.work.nextKey();
    });
    deliveries.forEach(this::attempt);
    return new Results.BroadcastedSignal(key);
  }

  /** One row for each that waits. */
  private List<Long> address(CommandContext context, String name, String variables) {
    List<Long> keys = new ArrayList<>();
    for (SignalStore.Waiting waiting : runtime.signals.waiting(name)) {
      long key = context.work.nextKey();
      context.work.add(new Rows.PendingSignal(key, name, variables, waiting.key(), context.now));
      keys.add(key);
    }
    return keys;
  }

  /** Signals on their way; false when nothing was done: none is due, or another node is at it. */
  boolean deliverPending() {
    List<Long> due = runtime.transaction(() -> runtime.signals.due(runtime.clock.instant(), BATCH));
    boolean progress = false;
    for (long key : due) {
      progress |= attempt(key);
    }
    return progress;
  }

  private boolean attempt(long key) {
    try {
      return runtime.command(context -> deliver(context, key));
    } catch (RuntimeException failed) {
      LOG.warn("Signal {} could not be delivered, it is tried again", key, failed);
      runtime.run(context -> context.work.postponeSignal(key, context.now.plus(AFTER_FAILURE)));
      return true;
    }
  }

  private boolean deliver(CommandContext context, long key) {
    SignalStore.Pending pending = runtime.signals.claim(key).orElse(null);
    if (pending == null) {
      return false;
    }
    context.work.spendSignal(key);
    if (pending.subscriptionKey() == null) {
      address(context, pending.name(), pending.variables());
      return true;
    }
    runtime.signals.subscription(pending.subscriptionKey()).ifPresent(waiting -> {
      if (waiting.rootKey() == null) {
        start(context, waiting, JsonValues.readObject(pending.variables()));
      } else {
        reach(context, waiting, waiting.rootKey(), JsonValues.readObject(pending.variables()));
      }
    });
    return true;
  }

  private void reach(CommandContext context, SignalStore.Waiting waiting, long rootKey, Map<String, ?> variables) {
    runtime.loader.lock(rootKey);
    long hostKey = Objects.requireNonNull(waiting.elementInstanceKey());
    context.load(rootKey, hostKey);
    ElementInstance host = context.work.instance(hostKey);
    if (host == null || !host.isOpen() || runtime.signals.subscription(waiting.key()).isEmpty()) {
      return;
    }
    Element event = MessageCorrelator.eventOf(host, waiting.elementId());
    if (EventTrigger.endsWaiting(event, host)) {
      context.work.spendSignalSubscription(waiting.key());
    }
    context.interpreter.events().trigger(host, event, variables);
  }

  private void start(CommandContext context, SignalStore.Waiting waiting, Map<String, ?> variables) {
    ProcessDefinition definition = runtime.definitions.byKey(waiting.definitionKey());
    ProcessInstance process = new ProcessInstance(context.work.nextKey(), null, definition, null, Set.of(), context.now, null);
    context.interpreter.start(process, null, variables, definition.graph().entry(waiting.elementId()));
  }
}
