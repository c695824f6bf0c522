package dev.entente.engine;

import dev.entente.engine.behavior.Events;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.Kind;
import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Json;
import dev.entente.engine.store.Messages;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings messages and those that wait for them together, within one command. */
final class Correlating {

  private final Execution execution;
  private final Runtime runtime;
  private final Set<String> locked = new HashSet<>();
  private final Set<Rows.MessageCorrelation> reached = new HashSet<>();
  private int seenSubscriptions;
  private int seenEnded;

  Correlating(Execution execution) {
    this.execution = execution;
    this.runtime = execution.runtime;
  }

  void lock(String name, String correlationKey) {
    lock("message\n" + name + "\n" + correlationKey);
  }

  /** One instance of a process at a time is started by messages with the same key. */
  private void lockStart(String processId, String correlationKey) {
    lock("start\n" + processId + "\n" + correlationKey);
  }

  private void lock(String what) {
    if (locked.add(what)) {
      runtime.messages.lock(what);
    }
  }

  /** New subscriptions take buffered messages, ended instances make room for the next one; and so on until nothing new happens. */
  void afterwards() {
    while (execution.work.messageSubscriptionCount() > seenSubscriptions || execution.interpreter.ended().size() > seenEnded) {
      List<Rows.MessageSubscription> opened = new ArrayList<>(execution.work.messageSubscriptionsFrom(seenSubscriptions));
      seenSubscriptions += opened.size();
      new TreeSet<>(opened.stream().filter(subscription -> !subscription.startEvent())
          .map(subscription -> "message\n" + subscription.name() + "\n" + subscription.correlationKey()).toList()).forEach(this::lock);
      opened.stream().filter(subscription -> !subscription.startEvent()).forEach(this::takeBuffered);
      List<ProcessInstance> ended = new ArrayList<>(execution.interpreter.ended().subList(seenEnded, execution.interpreter.ended().size()));
      seenEnded += ended.size();
      ended.stream().filter(process -> process.startCorrelationKey != null).forEach(this::startNext);
      execution.interpreter.run();
    }
  }

  private void takeBuffered(Rows.MessageSubscription subscription) {
    for (Messages.Buffered message : runtime.messages.buffered(subscription.name(), subscription.correlationKey(), subscription.processId(), execution.now)) {
      Instance host = execution.work.instance(subscription.elementInstanceKey());
      if (host == null || !host.isOpen() || !reached.add(new Rows.MessageCorrelation(message.key(), subscription.processId()))) {
        continue;
      }
      execution.work.add(new Rows.MessageCorrelation(message.key(), subscription.processId()));
      boolean done = reach(message, host, subscription.elementId(), subscription.key());
      if (done) {
        execution.work.correlated(subscription);
        return;
      }
    }
  }

  /** True when the host no longer waits for this event. */
  boolean reach(Messages.Buffered message, Instance host, String eventId, long subscriptionKey) {
    Element event = eventOf(host, eventId);
    execution.work.add(new Rows.Correlation(message.key(), subscriptionKey, message.name(), message.correlationKey(), execution.now, eventId, host.key,
        host.process.key, host.process.rootKey, host.process.definition.key(), host.process.definition.processId()));
    execution.interpreter.events().trigger(host, event, Json.readObject(message.variables()));
    execution.interpreter.run();
    return Events.endsWaiting(event, host);
  }

  static Element eventOf(Instance host, String eventId) {
    if (host.element.id().equals(eventId)) {
      return host.element;
    }
    return host.process.definition.graph().element(eventId, Kind.TASK);
  }

  /** Null when an instance that was started with the same key is still active: the message has to wait. */
  @Nullable Instance start(Messages.Start start, Messages.Buffered message) {
    String key = message.correlationKey().isEmpty() ? null : message.correlationKey();
    if (key != null) {
      lockStart(start.processId(), key);
      Set<Long> endedNow = execution.interpreter.ended().stream().map(process -> process.key).collect(Collectors.toSet());
      if (runtime.messages.isStarted(start.processId(), key, endedNow)) {
        return null;
      }
    }
    Definition definition = runtime.definitions.byKey(start.definitionKey());
    ProcessInstance process = new ProcessInstance(execution.work.nextKey(), null, definition, null, Set.of(), execution.now, key);
    Instance root = execution.interpreter.start(process, null, Json.readObject(message.variables()), definition.graph().entry(start.elementId()));
    execution.work.add(new Rows.Correlation(message.key(), start.key(), message.name(), message.correlationKey(), execution.now, start.elementId(), null,
        process.key, process.key, definition.key(), definition.processId()));
    return root;
  }

  private void startNext(ProcessInstance ended) {
    String processId = ended.definition.processId();
    String key = ended.startCorrelationKey;
    lockStart(processId, key);
    for (Messages.Start start : runtime.messages.startsOf(processId)) {
      for (Messages.Buffered message : runtime.messages.buffered(runtime.messages.nameOf(start.key()), key, processId, execution.now)) {
        if (reached.add(new Rows.MessageCorrelation(message.key(), processId)) && start(start, message) != null) {
          execution.work.add(new Rows.MessageCorrelation(message.key(), processId));
          return;
        }
      }
    }
  }
}
