package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.store.ElementInstance;
import java.util.List;

/** Processes, sub-processes and event sub-processes: their event sub-processes wait once the start event is done; without one, at once. */
final class ScopeBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return new ActivationOutcome.Enter(beginsWithoutStartEvent(context) ? Subscriptions.ofEventSubProcesses(context) : List.of());
  }

  private static boolean beginsWithoutStartEvent(ElementContext context) {
    ElementInstance.Trigger trigger = context.instance().trigger;
    Element first = trigger == null ? null : context.instance().process.definition.graph().entry(trigger.elementId());
    return first != null && first.kind() != ElementKind.START_EVENT;
  }
}
