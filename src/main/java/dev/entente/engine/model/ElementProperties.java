package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What elements of certain kinds carry besides their flows. */
public interface ElementProperties {

  /** Which version of a called thing is meant. */
  enum Binding { LATEST, DEPLOYMENT, VERSION_TAG }

  record Mapping(CompiledExpression source, String target) {}

  record Job(CompiledExpression type, CompiledExpression retries, Map<String, String> headers) {}

  record UserTask(@Nullable CompiledExpression assignee, @Nullable CompiledExpression candidateGroups, @Nullable CompiledExpression candidateUsers,
      @Nullable CompiledExpression dueDate, @Nullable CompiledExpression followUpDate, CompiledExpression priority, @Nullable Form form,
      Map<String, String> headers) {}

  /** Either a form of the runtime or a reference to one outside. */
  record Form(@Nullable CompiledExpression formId, Binding binding, @Nullable String versionTag, @Nullable CompiledExpression externalReference) {}

  record Script(CompiledExpression expression, String resultVariable) {}

  record Decision(CompiledExpression decisionId, String resultVariable, Binding binding, @Nullable String versionTag) {}

  record Call(CompiledExpression processId, Binding binding, @Nullable String versionTag, boolean allParentVariables, boolean allChildVariables) {}

  record Loop(boolean sequential, CompiledExpression inputCollection, @Nullable String inputElement, @Nullable String outputCollection,
      @Nullable CompiledExpression outputElement, @Nullable CompiledExpression completionCondition) {}
}
