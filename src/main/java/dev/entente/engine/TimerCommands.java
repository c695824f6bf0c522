package dev.entente.engine;

import dev.entente.engine.behavior.Cycle;
import dev.entente.engine.behavior.Events;
import dev.entente.engine.model.Element;
import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.Timers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fires timers that are due, each in a transaction of its own. */
final class TimerCommands {

  private static final int BATCH = 100;

  private final Runtime runtime;

  TimerCommands(Runtime runtime) {
    this.runtime = runtime;
  }

  /** How many fired. One that can't be fired keeps none of the others from it, and is told of when it is the only one left. */
  int fireDue() {
    List<Timers.Due> due = runtime.transaction(() -> runtime.timers.due(runtime.clock.instant(), BATCH));
    RuntimeException failure = null;
    int fired = 0;
    for (Timers.Due timer : due) {
      try {
        fired += runtime.command(execution -> fire(execution, timer)) ? 1 : 0;
      } catch (RuntimeException failed) {
        failure = failed;
      }
    }
    if (failure != null && fired == 0) {
      throw failure;
    }
    return fired;
  }

  private boolean fire(Execution execution, Timers.Due seen) {
    if (seen.rootKey() != null) {
      runtime.loader.lock(seen.rootKey());
    }
    Timers.Due timer = runtime.timers.claim(seen.key(), execution.now).orElse(null);
    if (timer == null) {
      return false;
    }
    if (timer.rootKey() == null) {
      start(execution, timer);
    } else {
      trigger(execution, timer, timer.rootKey());
    }
    return true;
  }

  private void start(Execution execution, Timers.Due timer) {
    Definition definition = runtime.definitions.byKey(timer.definitionKey());
    ProcessInstance process = new ProcessInstance(execution.work.nextKey(), null, definition, null, Set.of(), execution.now, null);
    execution.interpreter.start(process, null, Map.of(), definition.graph().entry(timer.elementId()));
    again(execution, timer, timer.cycle() == null);
  }

  private void trigger(Execution execution, Timers.Due timer, long rootKey) {
    execution.load(rootKey);
    Instance host = execution.work.instance(timer.elementInstanceKey());
    if (host == null) {
      runtime.timers.delete(timer.key());
      return;
    }
    Element event = Correlating.eventOf(host, timer.elementId());
    again(execution, timer, Events.endsWaiting(event, host) || timer.cycle() == null);
    execution.interpreter.events().trigger(host, event, Map.of());
  }

  private void again(Execution execution, Timers.Due timer, boolean last) {
    if (last || timer.repetitions() == 1) {
      runtime.timers.delete(timer.key());
    } else {
      int left = timer.repetitions() < 0 ? -1 : timer.repetitions() - 1;
      runtime.timers.reschedule(timer.key(), Cycle.next(timer.cycle(), timer.due(), left, execution.now), left);
    }
  }
}
