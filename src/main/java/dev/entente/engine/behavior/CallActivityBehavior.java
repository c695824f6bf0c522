package dev.entente.engine.behavior;

import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.ProcessDefinition;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls another process. */
final class CallActivityBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    ElementProperties.Call call = Objects.requireNonNull(context.element().call());
    String processId = context.string(call.processId());
    ProcessDefinition called = context.lookups().process(processId, call.binding(), call.versionTag(), context.instance().process.definition)
        .orElseThrow(() -> new IncidentRaised("CALLED_ELEMENT_ERROR", "Expected process with BPMN process id '%s' to be deployed, but not found.".formatted(processId)));
    if (called.graph().process().noneStart().isEmpty()) {
      throw new IncidentRaised("CALLED_ELEMENT_ERROR", "Expected process with BPMN process id '%s' to have a none start event, but not found.".formatted(processId));
    }
    Map<String, @Nullable Object> variables = call.allParentVariables()
        ? context.variables().visible(context.instance()) : context.variables().locals(context.instance());
    return new ActivationOutcome.Call(called, variables);
  }
}
