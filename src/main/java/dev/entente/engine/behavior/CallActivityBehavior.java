package dev.entente.engine.behavior;

import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ProcessDefinition;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls another process. */
final class CallActivityBehavior implements Behavior {

  private static final int DEEPEST = 1_000;

  @Override
  public ActivationOutcome activate(ElementContext context) {
    refuseRecursion(context.instance());
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

  private static void refuseRecursion(ElementInstance activity) {
    int depth = 1;
    for (ElementInstance current = activity; current != null; current = current.parent()) {
      depth += current.caller == null ? 0 : 1;
    }
    if (depth >= DEEPEST) {
      throw new IncidentRaised("CALLED_ELEMENT_ERROR",
          "Expected the call activity to be at most %d calls below its root process, but it is deeper: does the process call itself?".formatted(DEEPEST));
    }
  }
}
