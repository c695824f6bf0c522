package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;

/** Takes every flow whose condition is true, else the default. */
final class InclusiveGatewayBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return ActivationOutcome.Pass.ON;
  }

  @Override
  public List<Flow> leave(ElementContext context) {
    Element gateway = context.element();
    List<Flow> chosen = gateway.outgoing().stream()
        .filter(flow -> flow != gateway.defaultFlow() && (flow.condition() == null || FlowConditions.holds(context, flow))).toList();
    return chosen.isEmpty() ? FlowConditions.defaultOf(gateway) : chosen;
  }
}
