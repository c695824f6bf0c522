package dev.entente.engine;

import dev.entente.engine.behavior.EventTrigger;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.MessageStore;
import dev.entente.engine.store.ProcessDefinition;
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
final class MessageCorrelator {

  private final CommandContext context;
  private final EngineRuntime runtime;
  private final Set<String> locked = new HashSet<>();
  private int seenSubscriptions;
  private int seenEnded;

  MessageCorrelator(CommandContext context) {
    this.context = context;
    this.runtime = context.runtime;
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
    while (context.work.messageSubscriptionCount() > seenSubscriptions || context.interpreter.ended().size() > seenEnded) {
      List<Rows.MessageSubscription> opened = new ArrayList<>(context.work.messageSubscriptionsFrom(seenSubscriptions));
      seenSubscriptions += opened.size();
      new TreeSet<>(opened.stream().filter(subscription -> !subscription.startEvent())
          .map(subscription -> "message\n" + subscription.name() + "\n" + subscription.correlationKey()).toList()).forEach(this::lock);
      opened.stream().filter(subscription -> !subscription.startEvent()).forEach(this::takeBuffered);
      List<ProcessInstance> ended = new ArrayList<>(context.interpreter.ended().subList(seenEnded, context.interpreter.ended().size()));
      seenEnded += ended.size();
      ended.stream().filter(process -> process.startCorrelationKey != null).forEach(this::startNext);
      context.interpreter.run();
    }
  }

  private void takeBuffered(Rows.MessageSubscription subscription) {
    for (MessageStore.Buffered message : buffered(subscription)) {
      ElementInstance host = context.work.instance(subscription.elementInstanceKey());
      if (host == null || !host.isOpen() || !context.work.add(new Rows.MessageCorrelation(message.key(), subscription.processId()))) {
        continue;
      }
      boolean done = reach(message, host, subscription.elementId(), subscription.key());
      if (done) {
        context.work.correlated(subscription);
        return;
      }
    }
  }

  private List<MessageStore.Buffered> buffered(Rows.MessageSubscription subscription) {
    return runtime.messages.buffered(context.work, subscription.name(), String.valueOf(subscription.correlationKey()), subscription.processId());
  }

  /** True when the host no longer waits for this event. */
  boolean reach(MessageStore.Buffered message, ElementInstance host, String eventId, long subscriptionKey) {
    Element event = eventOf(host, eventId);
    context.work.add(new Rows.Correlation(message.key(), subscriptionKey, message.name(), message.correlationKey(), context.now, eventId, host.key,
        host.process.key, host.process.rootKey, host.process.definition.key(), host.process.definition.processId()));
    context.interpreter.events().trigger(host, event, JsonValues.readObject(message.variables()));
    context.interpreter.run();
    return EventTrigger.endsWaiting(event, host);
  }

  static Element eventOf(ElementInstance host, String eventId) {
    if (host.element.id().equals(eventId)) {
      return host.element;
    }
    return host.process.definition.graph().element(eventId, ElementKind.TASK);
  }

  /** Null when an instance that was started with the same key is still active: the message has to wait. */
  @Nullable ElementInstance start(MessageStore.Start start, MessageStore.Buffered message) {
    String key = message.correlationKey().isEmpty() ? null : message.correlationKey();
    if (key != null) {
      lockStart(start.processId(), key);
      Set<Long> endedNow = context.interpreter.ended().stream().map(process -> process.key).collect(Collectors.toSet());
      if (context.work.isStarted(start.processId(), key) || runtime.messages.isStarted(start.processId(), key, endedNow)) {
        return null;
      }
    }
    ProcessDefinition definition = runtime.definitions.byKey(start.definitionKey());
    ProcessInstance process = new ProcessInstance(context.work.nextKey(), null, definition, null, Set.of(), context.now, key);
    ElementInstance root = context.interpreter.start(process, null, JsonValues.readObject(message.variables()), definition.graph().entry(start.elementId()));
    context.work.add(new Rows.Correlation(message.key(), start.key(), message.name(), message.correlationKey(), context.now, start.elementId(), null,
        process.key, process.key, definition.key(), definition.processId()));
    return root;
  }

  private void startNext(ProcessInstance ended) {
    String processId = ended.definition.processId();
    String key = ended.startCorrelationKey;
    lockStart(processId, key);
    for (MessageStore.Start start : runtime.messages.startsOf(processId)) {
      for (MessageStore.Buffered message : runtime.messages.buffered(context.work, runtime.messages.nameOf(start.key()), key, processId)) {
        if (start(start, message) != null) {
          context.work.add(new Rows.MessageCorrelation(message.key(), processId));
          return;
        }
      }
    }
  }
}
