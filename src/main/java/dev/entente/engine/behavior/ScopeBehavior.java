package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;

/** Processes, sub-processes and event sub-processes: their event sub-processes wait before anything inside begins. */
final class ScopeBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return new Outcome.Enter(Subscriptions.evaluate(scene.element().eventSubProcesses().stream().map(Element::onlyStart).toList(), scene));
  }
}
