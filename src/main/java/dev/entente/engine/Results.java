package dev.entente.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What commands answer. */
public interface Results {

  record Deployment(long key, List<DeployedProcess> processes, List<DeployedRequirements> requirements, List<DeployedDecision> decisions,
      List<DeployedForm> forms, List<DeployedResource> resources) {}

  record DeployedProcess(long key, String processId, int version, String resourceName) {}

  record DeployedRequirements(long key, String id, String name, int version, String resourceName) {}

  record DeployedDecision(long key, String id, String name, int version, long requirementsKey, String requirementsId) {}

  record DeployedForm(long key, String formId, int version, String resourceName) {}

  record DeployedResource(long key, String resourceId, int version, String resourceName) {}

  record CreatedInstance(long key, long definitionKey, String processId, int version, @Nullable String businessId, Set<String> tags) {}

  /** Variables of the process instance's own scope; state is ACTIVE, COMPLETED or TERMINATED. */
  record InstanceResult(String state, Map<String, @Nullable Object> variables) {}

  /** Custom headers and variables are JSON objects as text, ready to be embedded. */
  record ActivatedJob(long key, String type, String processId, int processVersion, long definitionKey, long processInstanceKey, long rootKey,
      String elementId, long elementInstanceKey, String customHeaders, String worker, int retries, Instant deadline, String variables,
      String kind, String listenerEventType, Set<String> tags) {}

  record PublishedMessage(long key) {}

  record CorrelatedMessage(long key, long processInstanceKey) {}

  record BroadcastedSignal(long key) {}

  /** Result, inputs and rules are JSON as text; the failure says why there is no result. The trace has the required decisions first. */
  record EvaluatedDecision(long evaluationKey, long decisionKey, String decisionId, String decisionName, int version, long requirementsKey,
      String requirementsId, String result, @Nullable String failure, List<DecisionTrace> trace) {}

  record DecisionTrace(String instanceKey, long decisionKey, String decisionId, String decisionName, int version, String type, String state, String result,
      String evaluatedInputs, String matchedRules) {}
}
