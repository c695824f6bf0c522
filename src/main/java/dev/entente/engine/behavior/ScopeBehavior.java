package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;

/** Processes, sub-processes and event sub-processes: their event sub-processes wait before anything inside begins. */
final class ScopeBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return new ActivationOutcome.Enter(Subscriptions.evaluate(context.element().eventSubProcesses().stream().map(Element::onlyStart).toList(), context));
  }
}
