package dev.entente.engine;

import dev.entente.engine.behavior.Lookups;
import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Deployments.Kind;
import dev.entente.engine.store.Instance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what processes refer to by id and binding. */
final class Deployed implements Lookups {

  private final Runtime runtime;
  private final DecisionCommands decisions;

  Deployed(Runtime runtime) {
    this.runtime = runtime;
    this.decisions = new DecisionCommands(runtime);
  }

  @Override
  public Optional<Definition> process(String processId, Specs.Binding binding, @Nullable String versionTag, Definition from) {
    return switch (binding) {
      case LATEST -> runtime.definitions.latest(processId);
      case DEPLOYMENT -> runtime.definitions.inDeployment(processId, from.deploymentKey());
      case VERSION_TAG -> runtime.definitions.tagged(processId, String.valueOf(versionTag));
    };
  }

  @Override
  public Optional<Long> form(String formId, Specs.Binding binding, @Nullable String versionTag, Definition from) {
    return find(Kind.FORM, formId, binding, versionTag, from);
  }

  @Override
  public Optional<Evaluated> decide(String decisionId, Specs.Binding binding, @Nullable String versionTag, Instance instance, VariableLookup variables) {
    return find(Kind.DECISION, decisionId, binding, versionTag, instance.process.definition)
        .map(key -> decisions.evaluate(key, instance, variables));
  }

  private Optional<Long> find(Kind kind, String id, Specs.Binding binding, @Nullable String versionTag, Definition from) {
    return runtime.deployments.find(kind, id, binding == Specs.Binding.DEPLOYMENT ? from.deploymentKey() : null,
        binding == Specs.Binding.VERSION_TAG ? String.valueOf(versionTag) : null);
  }
}
