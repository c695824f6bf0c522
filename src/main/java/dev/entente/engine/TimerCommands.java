package dev.entente.engine;

import dev.entente.engine.behavior.EventTrigger;
import dev.entente.engine.behavior.TimerCycle;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.TimerStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fires timers that are due, each in a transaction of its own. */
final class TimerCommands {

  private static final Logger LOG = LoggerFactory.getLogger(TimerCommands.class);
  private static final int BATCH = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final EngineRuntime runtime;

  TimerCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  /** False when nothing was done: nothing is due, or another node is at it. One that can't be fired keeps none of the others from it: it is tried again later. */
  boolean fireDue() {
    List<TimerStore.Due> due = runtime.transaction(() -> runtime.timers.due(runtime.clock.instant(), BATCH));
    boolean progress = false;
    for (TimerStore.Due timer : due) {
      progress |= attempt(timer);
    }
    return progress;
  }

  private boolean attempt(TimerStore.Due timer) {
    try {
      return runtime.command(context -> fire(context, timer));
    } catch (RuntimeException failed) {
      LOG.warn("Timer {} could not be fired, it is tried again", timer.key(), failed);
      runtime.run(context -> context.work.postponeTimer(timer.key(), context.now.plus(AFTER_FAILURE)));
      return true;
    }
  }

  private boolean fire(CommandContext context, TimerStore.Due seen) {
    if (seen.rootKey() != null) {
      runtime.loader.lock(seen.rootKey());
    }
    TimerStore.Due timer = runtime.timers.claim(seen.key(), context.now).orElse(null);
    if (timer == null) {
      return false;
    }
    if (timer.rootKey() == null) {
      start(context, timer);
    } else {
      trigger(context, timer, timer.rootKey());
    }
    return true;
  }

  private void start(CommandContext context, TimerStore.Due timer) {
    ProcessDefinition definition = runtime.definitions.byKey(timer.definitionKey());
    ProcessInstance process = new ProcessInstance(context.work.nextKey(), null, definition, null, Set.of(), context.now, null);
    context.interpreter.start(process, null, Map.of(), definition.graph().entry(timer.elementId()));
    again(context, timer, timer.cycle() == null);
  }

  private void trigger(CommandContext context, TimerStore.Due timer, long rootKey) {
    context.load(rootKey, timer.elementInstanceKey());
    ElementInstance host = context.work.instance(timer.elementInstanceKey());
    if (host == null) {
      context.work.spendTimer(timer.key());
      return;
    }
    Element event = MessageCorrelator.eventOf(host, timer.elementId());
    again(context, timer, EventTrigger.endsWaiting(event, host) || timer.cycle() == null);
    context.interpreter.events().trigger(host, event, Map.of());
  }

  private void again(CommandContext context, TimerStore.Due timer, boolean last) {
    if (last || timer.repetitions() == 1) {
      context.work.spendTimer(timer.key());
    } else {
      int left = timer.repetitions() < 0 ? -1 : timer.repetitions() - 1;
      context.work.change(new Rows.TimerChange(timer.key(), TimerCycle.next(timer.cycle(), timer.due(), left, context.now), left));
    }
  }
}
