package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.store.ElementInstance;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens when an event reaches an instance that waits for it. */
public final class EventTrigger {

  private final Interpreter interpreter;

  EventTrigger(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The host is the instance that waits: the event itself, the gateway before it, the activity it is attached to, the scope of its sub-process. */
  public void trigger(ElementInstance host, Element event, Map<String, ? extends @Nullable Object> variables) {
    if (event == host.element) {
      interpreter.deliver(host, variables);
      interpreter.completeLater(host);
    } else if (host.element.kind() == ElementKind.EVENT_BASED_GATEWAY) {
      interpreter.happen(event, Objects.requireNonNull(host.scope), variables);
      interpreter.completeLater(host);
    } else if (event.kind() == ElementKind.BOUNDARY_EVENT) {
      ElementInstance scope = Objects.requireNonNull(host.scope);
      if (event.interrupting()) {
        interpreter.terminate(host);
      }
      interpreter.happen(event, scope, variables);
    } else {
      startEventSubProcess(host, event, variables);
    }
  }

  private void startEventSubProcess(ElementInstance scope, Element start, Map<String, ? extends @Nullable Object> variables) {
    if (start.interrupting()) {
      new ArrayList<>(scope.children).forEach(interpreter::terminate);
      scope.tokens.clear();
      interpreter.takeOver(scope);
    }
    interpreter.enterTriggered(Objects.requireNonNull(start.scope()), scope, start, variables);
  }

  /** Whether the host stops waiting for the event once it has happened. */
  public static boolean endsWaiting(Element event, ElementInstance host) {
    return event == host.element || host.element.kind() == ElementKind.EVENT_BASED_GATEWAY || event.interrupting();
  }
}
