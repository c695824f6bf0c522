package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Flow;
import java.util.List;
import java.util.Objects;

/** Conditions of the flows out of a gateway. */
final class Conditions {

  private Conditions() {}

  static boolean holds(Scene scene, Flow flow) {
    return Scene.orPark("CONDITION_ERROR", () -> scene.expressions().evaluateBoolean(Objects.requireNonNull(flow.condition()), scene.lookup()));
  }

  static List<Flow> defaultOf(Element gateway) {
    if (gateway.defaultFlow() != null) {
      return List.of(gateway.defaultFlow());
    }
    if (gateway.outgoing().isEmpty()) {
      return List.of();
    }
    throw new Parked("CONDITION_ERROR", "Expected at least one condition to evaluate to true, or to have a default flow");
  }
}
