package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;
import java.util.Objects;

/** Conditions of the flows out of a gateway. */
final class FlowConditions {

  private FlowConditions() {}

  static boolean holds(ElementContext context, Flow flow) {
    return ElementContext.orRaise("CONDITION_ERROR", () -> context.expressions().evaluateBoolean(Objects.requireNonNull(flow.condition()), context.lookup()));
  }

  static List<Flow> defaultOf(Element gateway) {
    if (gateway.defaultFlow() != null) {
      return List.of(gateway.defaultFlow());
    }
    if (gateway.outgoing().isEmpty()) {
      return List.of();
    }
    throw new IncidentRaised("CONDITION_ERROR", "Expected at least one condition to evaluate to true, or to have a default flow");
  }
}
