package dev.entente.engine.behavior;

import dev.entente.engine.expression.Expressions;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.model.Event;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.UnitOfWork;
import java.time.Instant;

/** Start events of a process that wait for something outside; what they wait for is evaluated without variables. */
public final class StartEventSubscriptions {

  private StartEventSubscriptions() {}

  public static void open(UnitOfWork work, ProcessDefinition definition, Expressions expressions) {
    for (Element start : definition.graph().process().children()) {
      if (start.kind() == ElementKind.START_EVENT && start.event() != null) {
        open(work, definition, expressions, start);
      }
    }
  }

  private static void open(UnitOfWork work, ProcessDefinition definition, Expressions expressions, Element start) {
    VariableLookup none = VariableLookup.none();
    if (start.event() instanceof Event.Message message) {
      work.add(new Rows.MessageSubscription(work.nextKey(), expressions.evaluateString(message.name(), none), null, "CREATED", start.id(), null, null,
          null, definition.key(), definition.processId(), true, work.now));
    } else if (start.event() instanceof Event.Signal signal) {
      work.add(new Rows.SignalSubscription(work.nextKey(), expressions.evaluateString(signal.name(), none), start.id(), null, null, null,
          definition.key(), definition.processId()));
    } else if (start.event() instanceof Event.Timer timer) {
      timer(work, definition, expressions, start, timer);
    }
  }

  private static void timer(UnitOfWork work, ProcessDefinition definition, Expressions expressions, Element start, Event.Timer timer) {
    if (timer.type() == Event.TimerType.DATE) {
      Instant due = expressions.evaluateInstant(timer.expression(), VariableLookup.none());
      work.add(new Rows.Timer(work.nextKey(), due, 1, null, start.id(), null, null, null, definition.key()));
      return;
    }
    String cycle = expressions.evaluateText(timer.expression(), VariableLookup.none());
    TimerCycle.First first = TimerCycle.first(cycle, work.now);
    work.add(new Rows.Timer(work.nextKey(), first.due(), first.repetitions(), cycle, start.id(), null, null, null, definition.key()));
  }
}
