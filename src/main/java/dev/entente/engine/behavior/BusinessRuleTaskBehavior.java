package dev.entente.engine.behavior;

import dev.entente.engine.model.ElementProperties;

/** Evaluates a decision; or a job. */
final class BusinessRuleTaskBehavior extends JobBehavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    ElementProperties.Decision decision = context.element().decision();
    if (decision == null) {
      return super.activate(context);
    }
    String id = context.string(decision.decisionId());
    ResourceLookup.Evaluated evaluated = context.lookups().decide(id, decision.binding(), decision.versionTag(), context.instance(), context.lookup())
        .orElseThrow(() -> new IncidentRaised("CALLED_DECISION_ERROR", "Expected to evaluate decision '%s', but no decision found for id '%s'".formatted(id, id)));
    return new ActivationOutcome.Decided(evaluated, decision.resultVariable());
  }
}
