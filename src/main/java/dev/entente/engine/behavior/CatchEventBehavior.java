package dev.entente.engine.behavior;

import dev.entente.engine.model.Event;
import java.util.List;

/** Intermediate catch events and receive tasks: they wait for what happens outside; a link is only the landing place of its throw event. */
final class CatchEventBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    if (context.element().event() instanceof Event.Link) {
      return ActivationOutcome.Pass.ON;
    }
    return new ActivationOutcome.WaitForEvents(Subscriptions.evaluate(List.of(context.element()), context));
  }
}
