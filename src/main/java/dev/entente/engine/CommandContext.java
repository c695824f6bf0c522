package dev.entente.engine;

import dev.entente.engine.behavior.Interpreter;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.UnitOfWork;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** One command under way: what it loads, runs and, at its end, writes. */
final class CommandContext {

  final EngineRuntime runtime;
  final Instant now;
  final UnitOfWork work;
  final Interpreter interpreter;
  final MessageCorrelator messages;
  private final Set<Long> whole = new HashSet<>();
  private final Set<Long> loaded = new HashSet<>();
  private final Set<String> freedJobTypes = new HashSet<>();

  CommandContext(EngineRuntime runtime) {
    this.runtime = runtime;
    this.now = runtime.clock.instant();
    this.work = new UnitOfWork(runtime.keys, runtime.definitions, now);
    work.onIncomplete(this::load);
    this.interpreter = new Interpreter(work, runtime.expressions, runtime.lookups);
    this.messages = new MessageCorrelator(this);
  }

  /** The root must be locked. */
  void load(long rootKey) {
    if (whole.add(rootKey)) {
      runtime.loader.load(work, rootKey);
    }
  }

  /** The root must be locked. Of parallel multi-instance bodies only the repetition is loaded that the element is part of. */
  void load(long rootKey, long elementKey) {
    if (!whole.contains(rootKey) && loaded.add(elementKey)) {
      runtime.loader.load(work, rootKey, elementKey);
    }
  }

  /** An open instance below a loaded root. */
  ElementInstance instance(long key) {
    ElementInstance instance = work.instance(key);
    if (instance == null || !instance.isOpen()) {
      throw new IllegalStateException("Expected element instance %d to be open, but it is not".formatted(key));
    }
    return instance;
  }

  void freed(String jobType) {
    freedJobTypes.add(jobType);
  }

  void finish() {
    interpreter.run();
    messages.afterwards();
    runtime.flush.write(work);
  }

  /** After the commit. */
  void announce() {
    freedJobTypes.addAll(work.newJobTypes());
    if (!freedJobTypes.isEmpty()) {
      runtime.listeners.forEach(listener -> listener.jobsAvailable(freedJobTypes));
    }
    Set<Long> ended = work.endedProcesses();
    if (!ended.isEmpty()) {
      runtime.listeners.forEach(listener -> listener.instancesEnded(ended));
    }
    if (work.hasPendingSignals()) {
      runtime.wakeAt(null);
    }
    work.earliestTimer().ifPresent(runtime::wakeAt);
  }
}
