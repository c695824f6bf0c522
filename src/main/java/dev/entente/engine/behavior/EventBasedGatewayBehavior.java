package dev.entente.engine.behavior;

import dev.entente.engine.model.Flow;
import java.util.List;

/** Waits for the events behind it; the first one wins and is entered without taking a flow. */
final class EventBasedGatewayBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return new Outcome.WaitForEvents(Subscriptions.evaluate(scene.element().outgoing().stream().map(Flow::target).toList(), scene));
  }

  @Override
  public List<Flow> leave(Scene scene) {
    return List.of();
  }
}
