package dev.entente.engine.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as they are written; the components are the columns of the table. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public interface Rows {

  record Process(long key, long rootKey, @Nullable Long parentInstanceKey, @Nullable Long parentElementInstanceKey, long definitionKey, String processId,
      @Nullable String processName, int version, @Nullable String versionTag, @Nullable String businessId, Collection<String> tags, String state,
      Instant startDate, @Nullable Instant endDate, @Nullable String startCorrelationKey) {

    static Process of(ProcessInstance process) {
      ProcessDefinition definition = process.definition;
      return new Process(process.key, process.rootKey, process.parentInstanceKey, process.parentElementInstanceKey, definition.key(),
          definition.processId(), definition.name(), definition.version(), definition.versionTag(), process.businessId, process.tags, process.state,
          process.startDate, process.endDate, process.startCorrelationKey);
    }
  }

  record ElementRow(long key, long processInstanceKey, long rootKey, long definitionKey, String processId, @Nullable Long scopeKey,
      @Nullable Long callerKey, long[] path, long[] repetitions, long repetitionKey, String elementId, String elementName, String type, String state, Instant startDate,
      @Nullable Instant endDate, @Nullable Long incidentKey, String phase, int loopCounter, int miTotal, int miCompleted, int miTerminated,
      @Nullable String miItems, @Nullable String tokens, boolean interrupted, @Nullable Long compensatesFor,
      @Nullable String trigger) {

    static ElementRow of(ElementInstance it) {
      return new ElementRow(it.key, it.process.key, it.process.rootKey, it.process.definition.key(), it.process.definition.processId(),
          it.scope == null ? null : (Long) it.scope.key, it.caller == null ? null : (Long) it.caller.key, it.path, it.repetitions,
          it.repetitions.length == 0 ? 0 : it.repetitions[0], it.element.id(), it.element.name(),
          it.element.kind().name(), it.state(), it.startDate, it.endDate, it.incidentKey, it.phase.name(), it.loopCounter, it.total, it.completed,
          it.terminated, it.items, it.tokens.isEmpty() ? null : JsonValues.write(it.tokens), it.interrupted, it.compensatesFor,
          json(it.trigger));
    }
  }

  private static @Nullable String json(ElementInstance.@Nullable Trigger trigger) {
    return trigger == null ? null : JsonValues.write(trigger);
  }

  /** What changes in an element instance. */
  record ElementChange(long key, String state, @Nullable Instant endDate, @Nullable Long incidentKey, String phase, int miTotal, int miCompleted,
      int miTerminated, @Nullable String miItems, @Nullable String tokens, boolean interrupted, @Nullable String trigger) {

    static ElementChange of(ElementInstance it) {
      return new ElementChange(it.key, it.state(), it.endDate, it.incidentKey, it.phase.name(), it.total, it.completed, it.terminated,
          it.itemsChanged ? it.items : null, it.tokens.isEmpty() ? null : JsonValues.write(it.tokens), it.interrupted, json(it.trigger));
    }
  }

  record VariableRow(long key, long scopeKey, String name, String value, long processInstanceKey, long rootKey) {}

  record SequenceFlow(long processInstanceKey, String flowId, long rootKey, long definitionKey, String processId) {}

  record Job(long key, String type, String kind, String listenerEventType, String state, boolean activatable, Instant availableAt, int retries,
      String worker, boolean denied, String customHeaders, String elementId, long elementInstanceKey, long processInstanceKey, long rootKey,
      long definitionKey, String processId, int processVersion, long[] scopePath, Collection<String> tags, Instant creationTime, Instant lastUpdateTime) {}

  /** What changes in a job. */
  record JobChange(long key, String state, boolean activatable, Instant availableAt, int retries, @Nullable String errorMessage,
      @Nullable String errorCode, @Nullable Instant deadline, @Nullable Instant endTime, Instant lastUpdateTime) {}

  /** What changes in a user task. */
  record UserTaskChange(long key, String state, @Nullable String assignee, List<String> candidateGroups, List<String> candidateUsers,
      @Nullable Instant dueDate, @Nullable Instant followUpDate, int priority, @Nullable Instant completionDate) {}

  record UserTask(long key, String state, String name, String elementId, long elementInstanceKey, long processInstanceKey, long rootKey,
      long definitionKey, String processId, @Nullable String processName, int processVersion, long[] scopePath, @Nullable String assignee,
      List<String> candidateGroups, List<String> candidateUsers, @Nullable Instant dueDate, @Nullable Instant followUpDate, int priority,
      @Nullable Long formKey, @Nullable String externalFormReference, String customHeaders, Collection<String> tags, Instant creationDate) {}

  record Timer(long key, Instant due, int repetitions, @Nullable String cycle, String elementId, @Nullable Long elementInstanceKey,
      @Nullable Long processInstanceKey, @Nullable Long rootKey, long definitionKey) {}

  /** What changes in a timer that goes on. */
  record TimerChange(long key, Instant due, int repetitions) {}

  record Message(long key, String name, String correlationKey, @Nullable String messageId, String variables, Instant publishedAt,
      Instant expiresAt) {}

  /** What changes in a message subscription. */
  record SubscriptionChange(long key, String state, Instant lastUpdated) {}

  record MessageSubscription(long key, String name, @Nullable String correlationKey, String state, String elementId, @Nullable Long elementInstanceKey,
      @Nullable Long processInstanceKey, @Nullable Long rootKey, long definitionKey, String processId, boolean startEvent, Instant lastUpdated) {}

  record Correlation(long messageKey, long subscriptionKey, String messageName, String correlationKey, Instant correlationTime, String elementId,
      @Nullable Long elementInstanceKey, long processInstanceKey, long rootKey, long definitionKey, String processId) {}

  record MessageCorrelation(long messageKey, String processId) {}

  record SignalSubscription(long key, String name, String elementId, @Nullable Long elementInstanceKey, @Nullable Long processInstanceKey,
      @Nullable Long rootKey, long definitionKey, String processId) {}

  record Incident(long key, String errorType, String errorMessage, String state, String elementId, long elementInstanceKey, long processInstanceKey,
      long rootKey, long definitionKey, String processId, @Nullable Long jobKey, long[] path, Instant creationTime) {}

  record Compensation(long key, long rootKey, long processInstanceKey, long scopeKey, String activityId, long activityKey, @Nullable String handlerId,
      String variables) {}

  record PendingSignal(long key, String name, String variables, @Nullable Long subscriptionKey, Instant due) {}

  record DecisionInstance(String key, long evaluationKey, int ordinal, String state, Instant evaluationDate, @Nullable String evaluationFailure,
      long decisionDefinitionKey, String decisionId, String decisionName, int decisionVersion, String decisionType, long rootDecisionKey,
      long decisionRequirementsKey, @Nullable Long processDefinitionKey, @Nullable Long processInstanceKey, @Nullable Long rootKey,
      @Nullable Long elementInstanceKey, String result, String evaluatedInputs, String matchedRules) {}
}
