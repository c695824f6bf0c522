package dev.entente.engine;

import dev.entente.engine.behavior.ResourceLookup;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.DeploymentStore.ResourceKind;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ProcessDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what processes refer to by id and binding. */
final class DeployedResources implements ResourceLookup {

  private final EngineRuntime runtime;
  private final DecisionCommands decisions;

  DeployedResources(EngineRuntime runtime) {
    this.runtime = runtime;
    this.decisions = new DecisionCommands(runtime);
  }

  @Override
  public Optional<ProcessDefinition> process(String processId, ElementProperties.Binding binding, @Nullable String versionTag, ProcessDefinition from) {
    return switch (binding) {
      case LATEST -> runtime.definitions.latest(processId);
      case DEPLOYMENT -> runtime.definitions.inDeployment(processId, from.deploymentKey());
      case VERSION_TAG -> runtime.definitions.tagged(processId, String.valueOf(versionTag));
    };
  }

  @Override
  public Optional<Long> form(String formId, ElementProperties.Binding binding, @Nullable String versionTag, ProcessDefinition from) {
    return find(ResourceKind.FORM, formId, binding, versionTag, from);
  }

  @Override
  public Optional<Evaluated> decide(String decisionId, ElementProperties.Binding binding, @Nullable String versionTag, ElementInstance instance, VariableLookup variables) {
    return find(ResourceKind.DECISION, decisionId, binding, versionTag, instance.process.definition)
        .map(key -> decisions.evaluate(key, instance, variables));
  }

  private Optional<Long> find(ResourceKind kind, String id, ElementProperties.Binding binding, @Nullable String versionTag, ProcessDefinition from) {
    return runtime.deployments.find(kind, id, binding == ElementProperties.Binding.DEPLOYMENT ? from.deploymentKey() : null,
        binding == ElementProperties.Binding.VERSION_TAG ? String.valueOf(versionTag) : null);
  }
}
