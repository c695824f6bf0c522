package dev.entente.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of the runtime. Variables are plain JSON values: Map, List, String, Boolean, Long, BigDecimal (any Number), null. */
public interface Commands {

  /** One file of a deployment. */
  record Resource(String name, byte[] content) {}

  /** Starts an instance by definition key, or by process id and version (null: the latest). */
  record CreateInstance(@Nullable Long definitionKey, @Nullable String processId, @Nullable Integer version, Map<String, ? extends @Nullable Object> variables,
      @Nullable String businessId, Set<String> tags, List<String> startElementIds) {}

  /** Hands out at most {@code max} jobs; an empty fetch list means all visible variables. */
  record ActivateJobs(String type, String worker, Duration timeout, int max, List<String> fetchVariables) {}

  record CompleteJob(long jobKey, Map<String, ? extends @Nullable Object> variables) {}

  record FailJob(long jobKey, int retries, @Nullable String errorMessage, Duration backOff, Map<String, ? extends @Nullable Object> variables) {}

  record ThrowError(long jobKey, String errorCode, @Nullable String errorMessage, Map<String, ? extends @Nullable Object> variables) {}

  /** Null leaves a value as it is; the timeout counts from now. */
  record UpdateJob(long jobKey, @Nullable Integer retries, @Nullable Duration timeout) {}

  record AssignUserTask(long userTaskKey, String assignee, boolean allowOverride) {}

  /** Only names in {@code present} (dueDate, followUpDate, candidateGroups, candidateUsers, priority) are changed; a null date clears. */
  record UpdateUserTask(long userTaskKey, Set<String> present, @Nullable Instant dueDate, @Nullable Instant followUpDate,
      List<String> candidateGroups, List<String> candidateUsers, int priority) {}

  record CompleteUserTask(long userTaskKey, Map<String, ? extends @Nullable Object> variables) {}

  /** Local: written to this scope; else to the nearest scope that holds the name, or the process instance. */
  record SetVariables(long elementInstanceKey, Map<String, ? extends @Nullable Object> variables, boolean local) {}

  record PublishMessage(String name, String correlationKey, Duration timeToLive, @Nullable String messageId, Map<String, ? extends @Nullable Object> variables) {}

  record CorrelateMessage(String name, String correlationKey, Map<String, ? extends @Nullable Object> variables) {}

  record BroadcastSignal(String name, Map<String, ? extends @Nullable Object> variables) {}

  /** A stand-alone evaluation, by key or by id (its latest version). */
  record EvaluateDecision(@Nullable Long decisionKey, @Nullable String decisionId, Map<String, ? extends @Nullable Object> variables) {}
}
