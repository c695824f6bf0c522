package dev.entente.engine.behavior;

import dev.entente.engine.expression.VariableLookup;
import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is deployed beside the process at hand. */
public interface Lookups {

  /** A decision's result and the rows that tell how it came about, the required decisions included. */
  record Evaluated(@Nullable Object result, @Nullable String failure, List<Rows.DecisionInstance> rows) {}

  Optional<Definition> process(String processId, Specs.Binding binding, @Nullable String versionTag, Definition from);

  Optional<Long> form(String formId, Specs.Binding binding, @Nullable String versionTag, Definition from);

  /** Empty when there is no such decision. */
  Optional<Evaluated> decide(String decisionId, Specs.Binding binding, @Nullable String versionTag, Instance instance, VariableLookup variables);
}
