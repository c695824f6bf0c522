package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Event;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates what events wait for, and opens it. */
final class Subscriptions {

  private Subscriptions() {}

  /** Events that wait for nothing outside (errors, escalations, compensation) are left out. */
  static List<Subscription> evaluate(List<Element> events, ElementContext context) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (Element event : events) {
      Subscription subscription = evaluate(event, context);
      if (subscription != null) {
        subscriptions.add(subscription);
      }
    }
    return subscriptions;
  }

  /** What starts the event sub-processes of a scope. */
  static List<Subscription> ofEventSubProcesses(ElementContext scope) {
    return evaluate(scope.element().eventSubProcesses().stream().map(Element::onlyStart).toList(), scope);
  }

  static @Nullable Subscription evaluate(Element event, ElementContext context) {
    if (event.event() instanceof Event.Timer timer) {
      return context.extract(() -> timer(event, timer, context));
    }
    if (event.event() instanceof Event.Message message) {
      return context.extract(() -> message(event, message, context));
    }
    if (event.event() instanceof Event.Signal signal) {
      return new Subscription.Signal(event, context.string(signal.name()));
    }
    return null;
  }

  private static Subscription timer(Element event, Event.Timer timer, ElementContext context) {
    return switch (timer.type()) {
      case DATE -> new Subscription.Timer(event, context.expressions().evaluateInstant(timer.expression(), context.lookup()), 1, null);
      case DURATION -> new Subscription.Timer(event,
          context.now().plus(context.expressions().evaluateDuration(timer.expression(), context.lookup(), context.now())), 1, null);
      case CYCLE -> {
        String cycle = context.expressions().evaluateText(timer.expression(), context.lookup());
        TimerCycle.First first = TimerCycle.first(cycle, context.now());
        yield new Subscription.Timer(event, first.due(), first.repetitions(), cycle);
      }
    };
  }

  private static Subscription message(Element event, Event.Message message, ElementContext context) {
    if (message.correlationKey() == null) {
      throw new IncidentRaised("EXTRACT_VALUE_ERROR", "Expected the message of '%s' to have a correlation key, but it has none".formatted(event.id()));
    }
    return new Subscription.Message(event, context.expressions().evaluateString(message.name(), context.lookup()),
        context.expressions().evaluateStringOrNumber(message.correlationKey(), context.lookup()));
  }

  static void open(UnitOfWork work, ElementInstance host, List<Subscription> subscriptions) {
    subscriptions.forEach(subscription -> open(work, host, subscription));
  }

  private static void open(UnitOfWork work, ElementInstance host, Subscription subscription) {
    ProcessDefinition definition = host.process.definition;
    String event = subscription.event().id();
    long process = host.process.key;
    long root = host.process.rootKey;
    if (subscription instanceof Subscription.Timer timer && timer.repetitions() != 0) {
      work.add(new Rows.Timer(work.nextKey(), max(timer.due()), timer.repetitions(), timer.cycle(), event, host.key, process, root, definition.key()));
    } else if (subscription instanceof Subscription.Message message) {
      work.add(new Rows.MessageSubscription(work.nextKey(), message.name(), message.correlationKey(), "CREATED", event, host.key, process, root,
          definition.key(), definition.processId(), false, work.now));
    } else if (subscription instanceof Subscription.Signal signal) {
      work.add(new Rows.SignalSubscription(work.nextKey(), signal.name(), event, host.key, process, root, definition.key(), definition.processId()));
    }
  }

  /** PostgreSQL keeps no time beyond its own last year; nobody waits that long. */
  private static Instant max(Instant due) {
    Instant last = Instant.parse("+200000-01-01T00:00:00Z");
    return due.isAfter(last) ? last : due;
  }
}
