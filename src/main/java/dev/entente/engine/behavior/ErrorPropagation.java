package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.Event;
import dev.entente.engine.store.ElementInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds who catches an error or escalation, from the thrower outwards, over call activities too. */
public final class ErrorPropagation {

  private record Catch(ElementInstance host, Element event) {}

  private final Interpreter interpreter;

  ErrorPropagation(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** False when nobody catches it; nothing has changed then. */
  public boolean raise(ElementInstance thrower, String code, Map<String, ? extends @Nullable Object> variables) {
    return caught(thrower, (event, exact) -> event.event() instanceof Event.Error error && matches(error.code(), code, exact), variables);
  }

  /** False when nobody catches it. */
  boolean escalate(ElementInstance thrower, String code) {
    return caught(thrower, (event, exact) -> event.event() instanceof Event.Escalation escalation && matches(escalation.code(), code, exact), Map.of());
  }

  private static boolean matches(@Nullable CompiledExpression caught, String code, boolean exact) {
    return exact ? caught != null && caught.source().equals(code) : caught == null;
  }

  private boolean caught(ElementInstance thrower, BiPredicate<Element, Boolean> catches, Map<String, ? extends @Nullable Object> variables) {
    for (ElementInstance current = thrower; current != null; current = current.parent()) {
      ElementInstance host = current;
      List<Catch> candidates = new ArrayList<>();
      if (current != thrower && !current.interrupted) {
        current.element.eventSubProcesses().forEach(sub -> candidates.add(new Catch(host, sub.onlyStart())));
      }
      current.element.boundaries().forEach(boundary -> candidates.add(new Catch(host, boundary)));
      for (boolean exact : new boolean[] {true, false}) {
        for (Catch candidate : candidates) {
          if (catches.test(candidate.event, exact)) {
            interpreter.events().trigger(candidate.host, candidate.event, variables);
            return true;
          }
        }
      }
    }
    return false;
  }
}
