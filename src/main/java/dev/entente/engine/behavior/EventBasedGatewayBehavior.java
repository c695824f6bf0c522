package dev.entente.engine.behavior;

import dev.entente.engine.model.Flow;
import java.util.List;

/** Waits for the events behind it; the first one wins and is entered without taking a flow. */
final class EventBasedGatewayBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return new ActivationOutcome.WaitForEvents(Subscriptions.evaluate(context.element().outgoing().stream().map(Flow::target).toList(), context));
  }

  @Override
  public List<Flow> leave(ElementContext context) {
    return List.of();
  }
}
