package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;

/** Takes every flow whose condition is true, else the default. */
final class InclusiveGatewayBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return Outcome.Pass.ON;
  }

  @Override
  public List<Flow> leave(Scene scene) {
    Element gateway = scene.element();
    List<Flow> chosen = gateway.outgoing().stream()
        .filter(flow -> flow != gateway.defaultFlow() && (flow.condition() == null || Conditions.holds(scene, flow))).toList();
    return chosen.isEmpty() ? Conditions.defaultOf(gateway) : chosen;
  }
}
