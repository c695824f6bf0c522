package dev.entente.engine.behavior;

import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Definition;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls another process. */
final class CallActivityBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    Specs.Call call = Objects.requireNonNull(scene.element().call());
    String processId = scene.string(call.processId());
    Definition called = scene.lookups().process(processId, call.binding(), call.versionTag(), scene.instance().process.definition)
        .orElseThrow(() -> new Parked("CALLED_ELEMENT_ERROR", "Expected process with BPMN process id '%s' to be deployed, but not found.".formatted(processId)));
    if (called.graph().process().noneStart().isEmpty()) {
      throw new Parked("CALLED_ELEMENT_ERROR", "Expected process with BPMN process id '%s' to have a none start event, but not found.".formatted(processId));
    }
    Map<String, @Nullable Object> variables = call.allParentVariables()
        ? scene.variables().visible(scene.instance()) : scene.variables().locals(scene.instance());
    return new Outcome.Call(called, variables);
  }
}
