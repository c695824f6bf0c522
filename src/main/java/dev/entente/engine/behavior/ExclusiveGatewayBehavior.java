package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;

/** Takes the first flow whose condition is true, else the default. */
final class ExclusiveGatewayBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return Outcome.Pass.ON;
  }

  @Override
  public List<Flow> leave(Scene scene) {
    Element gateway = scene.element();
    for (Flow flow : gateway.outgoing()) {
      if (flow != gateway.defaultFlow() && (flow.condition() == null || Conditions.holds(scene, flow))) {
        return List.of(flow);
      }
    }
    return Conditions.defaultOf(gateway);
  }
}
