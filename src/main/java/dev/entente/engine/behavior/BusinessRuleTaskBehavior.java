package dev.entente.engine.behavior;

import dev.entente.engine.model.Specs;

/** Evaluates a decision; or a job. */
final class BusinessRuleTaskBehavior extends JobBehavior {

  @Override
  public Outcome activate(Scene scene) {
    Specs.Decision decision = scene.element().decision();
    if (decision == null) {
      return super.activate(scene);
    }
    String id = scene.string(decision.decisionId());
    Lookups.Evaluated evaluated = scene.lookups().decide(id, decision.binding(), decision.versionTag(), scene.instance(), scene.lookup())
        .orElseThrow(() -> new Parked("CALLED_DECISION_ERROR", "Expected to evaluate decision '%s', but no decision found for id '%s'".formatted(id, id)));
    return new Outcome.Decided(evaluated, decision.resultVariable());
  }
}
