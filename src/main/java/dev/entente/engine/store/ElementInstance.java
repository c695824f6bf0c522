package dev.entente.engine.store;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element instance while a command works on it: a node in the tree of what is open below one root. */
public final class ElementInstance {

  /** Where it is in its life; only the interpreter moves it on. */
  public enum Phase { ACTIVATING, ACTIVE, COMPLETING, COMPLETED, TERMINATED }

  /** With which element a scope begins when it is not its none start event, and what the event brought. */
  public record Trigger(String elementId, Map<String, @Nullable Object> variables) {}

  private static final long[] NONE = {};

  public final long key;
  public final ProcessInstance process;
  public final Element element;
  /** The instance around it; null for a process. */
  public final @Nullable ElementInstance scope;
  /** The call activity that waits for this process. */
  public final @Nullable ElementInstance caller;
  public final List<ElementInstance> children = new ArrayList<>();
  public final Instant startDate;
  public final long[] path;
  /** The repetitions of parallel multi-instance bodies that it is part of, the innermost first, over call activities too. */
  final long[] repetitions;
  public Phase phase = Phase.ACTIVATING;
  public @Nullable Instant endDate;
  public @Nullable Long incidentKey;
  public int loopCounter;
  public int total;
  public int completed;
  public int terminated;
  /** JSON array: what a multi-instance body goes through. */
  public @Nullable String items;
  public boolean itemsChanged;
  /** Tokens that wait at joining gateways in this scope, by flow id. */
  public final Map<String, Integer> tokens = new LinkedHashMap<>();
  /** An interrupting event sub-process has taken over this scope. */
  public boolean interrupted;
  /** Kept until the scope has begun, an incident before that included. */
  public @Nullable Trigger trigger;
  /** The event that waits for this compensation handler. */
  public @Nullable Long compensatesFor;

  public ElementInstance(long key, ProcessInstance process, Element element, @Nullable ElementInstance scope, @Nullable ElementInstance caller, Instant startDate) {
    this.key = key;
    this.process = process;
    this.element = element;
    this.scope = scope;
    this.caller = caller;
    this.startDate = startDate;
    this.path = prepended(key, scope == null ? NONE : scope.path);
    ElementInstance parent = parent();
    long[] outer = parent == null ? NONE : parent.repetitions;
    this.repetitions = scope != null && scope.isParallelBody() ? prepended(key, outer) : outer;
    if (parent != null) {
      parent.children.add(this);
    }
  }

  private static long[] prepended(long key, long[] keys) {
    long[] all = new long[keys.length + 1];
    all[0] = key;
    System.arraycopy(keys, 0, all, 1, keys.length);
    return all;
  }

  /** Its repetitions run side by side; of a command's root only those are loaded that the command is about. */
  public boolean isParallelBody() {
    return element.loop() != null && element.kind() == ElementKind.MULTI_INSTANCE_BODY && !element.loop().sequential();
  }

  /** The scope, or for a called process the call activity. */
  public @Nullable ElementInstance parent() {
    return scope != null ? scope : caller;
  }

  public boolean isOpen() {
    return phase.compareTo(Phase.COMPLETED) < 0;
  }

  public String state() {
    return isOpen() ? "ACTIVE" : phase.name();
  }

  @Override
  public String toString() {
    return element + " [" + key + ", " + phase + "]";
  }
}
