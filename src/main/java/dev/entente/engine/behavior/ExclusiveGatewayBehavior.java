package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;

/** Takes the first flow whose condition is true, else the default. */
final class ExclusiveGatewayBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return ActivationOutcome.Pass.ON;
  }

  @Override
  public List<Flow> leave(ElementContext context) {
    Element gateway = context.element();
    for (Flow flow : gateway.outgoing()) {
      if (flow != gateway.defaultFlow() && (flow.condition() == null || FlowConditions.holds(context, flow))) {
        return List.of(flow);
      }
    }
    return FlowConditions.defaultOf(gateway);
  }
}
