package dev.entente.engine.behavior;

import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is deployed beside the process at hand. */
public interface ResourceLookup {

  /** A decision's result and the rows that tell how it came about, the required decisions included. */
  record Evaluated(@Nullable Object result, @Nullable String failure, List<Rows.DecisionInstance> rows) {}

  Optional<ProcessDefinition> process(String processId, ElementProperties.Binding binding, @Nullable String versionTag, ProcessDefinition from);

  Optional<Long> form(String formId, ElementProperties.Binding binding, @Nullable String versionTag, ProcessDefinition from);

  /** Empty when there is no such decision. */
  Optional<Evaluated> decide(String decisionId, ElementProperties.Binding binding, @Nullable String versionTag, ElementInstance instance, VariableLookup variables);
}
