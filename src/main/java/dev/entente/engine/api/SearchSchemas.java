package dev.entente.engine.api;

import dev.entente.engine.api.Fields.FieldType;
import io.camunda.client.protocol.rest.DecisionDefinitionTypeEnum;
import io.camunda.client.protocol.rest.DecisionInstanceStateEnum;
import io.camunda.client.protocol.rest.ElementInstanceResult;
import io.camunda.client.protocol.rest.ElementInstanceStateEnum;
import io.camunda.client.protocol.rest.IncidentErrorTypeEnum;
import io.camunda.client.protocol.rest.IncidentStateEnum;
import io.camunda.client.protocol.rest.JobKindEnum;
import io.camunda.client.protocol.rest.JobListenerEventTypeEnum;
import io.camunda.client.protocol.rest.JobStateEnum;
import io.camunda.client.protocol.rest.MessageSubscriptionStateEnum;
import io.camunda.client.protocol.rest.UserTaskStateEnum;
import java.util.Set;

/** What can be searched besides process instances. */
final class SearchSchemas {

  static final SearchSchema PROCESS_DEFINITION = SearchSchema.of("Process definition", """
      select d.key as process_definition_key, d.process_id as process_definition_id, d.name, d.resource_name, d.version, d.version_tag,
             '<default>' as tenant_id, d.start_form_id is not null as has_start_form,
             not exists (select from engine.process_definition l where l.process_id = d.process_id and l.version > d.version and not l.deleted)
               as is_latest_version
      from engine.process_definition d
      where not d.deleted""")
      .keys("processDefinitionKey").texts("processDefinitionId", "name", "resourceName", "versionTag", "tenantId").integers("version")
      .booleans("hasStartForm").hidden(FieldType.BOOLEAN, "isLatestVersion")
      .orderedBy("processDefinitionKey");

  private static final String RUNNING_BY_DEFINITION = """
      select p.process_id, p.definition_key,
             count(*) filter (where not stuck) as clean,
             count(*) filter (where stuck) as stuck
      from engine.process_instance p
      cross join lateral (select exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[p.key]) as stuck) s
      where p.state = 'ACTIVE'
      group by p.process_id, p.definition_key""";

  static final SearchSchema RUNNING_BY_PROCESS = SearchSchema.of("Process", """
      select d.process_id as process_definition_id, '<default>' as tenant_id, count(*) > 1 as has_multiple_versions,
             (array_agg(d.name order by d.version desc))[1] as latest_process_definition_name,
             coalesce(sum(r.clean), 0)::int as active_instances_without_incident_count,
             coalesce(sum(r.stuck), 0)::int as active_instances_with_incident_count
      from engine.process_definition d
      left join (%s) r on r.definition_key = d.key
      where not d.deleted
      group by d.process_id""".formatted(RUNNING_BY_DEFINITION))
      .texts("processDefinitionId", "tenantId", "latestProcessDefinitionName").booleans("hasMultipleVersions")
      .integers("activeInstancesWithoutIncidentCount", "activeInstancesWithIncidentCount")
      .orderedBy("processDefinitionId");

  static final SearchSchema RUNNING_BY_VERSION = SearchSchema.of("Process version", """
      select d.process_id as process_definition_id, d.key as process_definition_key, d.name as process_definition_name, '<default>' as tenant_id,
             d.version as process_definition_version,
             coalesce(r.clean, 0)::int as active_instances_without_incident_count,
             coalesce(r.stuck, 0)::int as active_instances_with_incident_count
      from engine.process_definition d
      left join (%s) r on r.definition_key = d.key
      where not d.deleted""".formatted(RUNNING_BY_DEFINITION))
      .texts("processDefinitionId", "processDefinitionName", "tenantId").keys("processDefinitionKey")
      .integers("processDefinitionVersion", "activeInstancesWithoutIncidentCount", "activeInstancesWithIncidentCount")
      .orderedBy("processDefinitionKey");

  static final SearchSchema ELEMENT_INSTANCE = SearchSchema.of("Element instance", """
      select e.key as element_instance_key, e.process_instance_key, e.root_key as root_process_instance_key, e.definition_key as process_definition_key,
             e.process_id as process_definition_id, e.element_id, coalesce(e.element_name, e.element_id) as element_name, e.type, e.state,
             e.start_date, e.end_date, e.incident_key, '<default>' as tenant_id, e.scope_key as element_instance_scope_key,
             exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[e.key]) as has_incident
      from engine.element_instance e""")
      .keys("elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey", "incidentKey")
      .texts("processDefinitionId", "elementId", "elementName", "tenantId")
      .enumeration("type", ElementInstanceResult.TypeEnum.class).enumeration("state", ElementInstanceStateEnum.class)
      .times("startDate", "endDate").booleans("hasIncident").hidden(FieldType.KEY, "elementInstanceScopeKey")
      .orderedBy("elementInstanceKey");

  static final SearchSchema VARIABLE = SearchSchema.of("Variable", """
      select v.key as variable_key, v.name, v.value, v.scope_key, v.process_instance_key, v.root_key as root_process_instance_key,
             '<default>' as tenant_id, length(v.value) > 8191 as is_truncated
      from engine.variable v""")
      .keys("variableKey", "scopeKey", "processInstanceKey", "rootProcessInstanceKey").texts("name", "value", "tenantId").booleans("isTruncated")
      .special(Set.of("value"), (filter, parameters) -> Filters.variableValue("t.value", filter.get("value"), parameters))
      .orderedBy("variableKey");

  static final SearchSchema USER_TASK = SearchSchema.of("User task", """
      select u.key as user_task_key, u.state, u.name, u.element_id, u.element_instance_key, u.process_instance_key,
             u.root_key as root_process_instance_key, u.definition_key as process_definition_key, u.process_id as process_definition_id,
             u.process_name, u.process_version as process_definition_version, u.assignee, u.candidate_groups, u.candidate_users,
             u.due_date, u.follow_up_date, u.priority, u.form_key, u.external_form_reference, u.custom_headers, u.tags,
             u.creation_date, u.completion_date, '<default>' as tenant_id, u.candidate_groups as candidate_group, u.candidate_users as candidate_user
      from engine.user_task u""")
      .keys("userTaskKey", "elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey", "formKey")
      .enumeration("state", UserTaskStateEnum.class)
      .texts("name", "elementId", "processDefinitionId", "processName", "assignee", "externalFormReference", "tenantId")
      .integers("processDefinitionVersion", "priority").times("creationDate", "completionDate", "dueDate", "followUpDate")
      .lists("candidateGroups", "candidateUsers", "tags").json("customHeaders").hidden(FieldType.TEXTS, "candidateGroup", "candidateUser")
      .special(Set.of("tags"), Filters::tags)
      .special(Set.of("processInstanceVariables"), (filter, parameters) ->
          Filters.variables("v.scope_key = t.process_instance_key", filter.get("processInstanceVariables"), parameters))
      .special(Set.of("localVariables"), (filter, parameters) ->
          Filters.variables("v.scope_key = t.element_instance_key", filter.get("localVariables"), parameters))
      .orderedBy("userTaskKey");

  static final SearchSchema INCIDENT = SearchSchema.of("Incident", """
      select i.key as incident_key, i.error_type, i.error_message, i.state, i.element_id, i.element_instance_key, i.process_instance_key,
             i.root_key as root_process_instance_key, i.definition_key as process_definition_key, i.process_id as process_definition_id,
             i.job_key, i.creation_time, '<default>' as tenant_id, i.path
      from engine.incident i""")
      .keys("incidentKey", "elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey", "jobKey")
      .enumeration("errorType", IncidentErrorTypeEnum.class).enumeration("state", IncidentStateEnum.class)
      .texts("errorMessage", "elementId", "processDefinitionId", "tenantId").times("creationTime")
      .orderedBy("incidentKey");

  static final SearchSchema JOB = SearchSchema.of("Job", """
      select j.key as job_key, j.type, j.kind, j.listener_event_type, j.state, j.retries, j.worker, j.deadline, j.error_message, j.error_code,
             j.denied as is_denied, j.denied_reason, j.custom_headers, j.element_id, j.element_instance_key, j.process_instance_key,
             j.root_key as root_process_instance_key, j.definition_key as process_definition_key, j.process_id as process_definition_id,
             j.creation_time, j.last_update_time, j.end_time, '<default>' as tenant_id,
             j.state = 'FAILED' and j.retries > 0 as has_failed_with_retries_left
      from engine.job j""")
      .keys("jobKey", "elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey")
      .enumeration("kind", JobKindEnum.class).enumeration("listenerEventType", JobListenerEventTypeEnum.class).enumeration("state", JobStateEnum.class)
      .texts("type", "worker", "errorMessage", "errorCode", "deniedReason", "elementId", "processDefinitionId", "tenantId")
      .integers("retries").times("deadline", "creationTime", "lastUpdateTime", "endTime").booleans("isDenied", "hasFailedWithRetriesLeft")
      .json("customHeaders")
      .orderedBy("jobKey");

  /** Subscriptions of start events are no part of this API version. */
  static final SearchSchema MESSAGE_SUBSCRIPTION = SearchSchema.of("Message subscription", """
      select s.key as message_subscription_key, s.name as message_name, s.correlation_key, s.state as message_subscription_state, s.element_id,
             s.element_instance_key, s.process_instance_key, s.root_key as root_process_instance_key, s.definition_key as process_definition_key,
             s.process_id as process_definition_id, s.last_updated as last_updated_date, '<default>' as tenant_id
      from engine.message_subscription s
      where not s.start_event""")
      .keys("messageSubscriptionKey", "elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey")
      .enumeration("messageSubscriptionState", MessageSubscriptionStateEnum.class)
      .texts("messageName", "correlationKey", "elementId", "processDefinitionId", "tenantId").times("lastUpdatedDate")
      .orderedBy("messageSubscriptionKey");

  static final SearchSchema CORRELATED_MESSAGE_SUBSCRIPTION = SearchSchema.of("Correlated message subscription", """
      select c.message_key, c.subscription_key, c.message_name, c.correlation_key, c.correlation_time, c.element_id, c.element_instance_key,
             c.process_instance_key, c.root_key as root_process_instance_key, c.definition_key as process_definition_key,
             c.process_id as process_definition_id, 1 as partition_id, '<default>' as tenant_id
      from engine.correlated_message_subscription c""")
      .keys("messageKey", "subscriptionKey", "elementInstanceKey", "processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey")
      .texts("messageName", "correlationKey", "elementId", "processDefinitionId", "tenantId").times("correlationTime").integers("partitionId")
      .orderedBy("subscriptionKey", "messageKey");

  static final SearchSchema DECISION_REQUIREMENTS = SearchSchema.of("Decision requirements", """
      select r.key as decision_requirements_key, r.decision_requirements_id, r.name as decision_requirements_name, r.version, r.resource_name,
             '<default>' as tenant_id
      from engine.decision_requirements r
      where not r.deleted""")
      .keys("decisionRequirementsKey").texts("decisionRequirementsId", "decisionRequirementsName", "resourceName", "tenantId").integers("version")
      .orderedBy("decisionRequirementsKey");

  static final SearchSchema DECISION_DEFINITION = SearchSchema.of("Decision definition", """
      select d.key as decision_definition_key, d.decision_id as decision_definition_id, d.name, d.version, d.decision_requirements_id,
             d.decision_requirements_key, r.name as decision_requirements_name, r.version as decision_requirements_version, '<default>' as tenant_id,
             not exists (select from engine.decision_definition l where l.decision_id = d.decision_id and l.version > d.version and not l.deleted)
               as is_latest_version
      from engine.decision_definition d join engine.decision_requirements r on r.key = d.decision_requirements_key
      where not d.deleted""")
      .keys("decisionDefinitionKey", "decisionRequirementsKey")
      .texts("decisionDefinitionId", "name", "decisionRequirementsId", "decisionRequirementsName", "tenantId")
      .integers("version", "decisionRequirementsVersion").hidden(FieldType.BOOLEAN, "isLatestVersion")
      .orderedBy("decisionDefinitionKey");

  private static final String DECISION_INSTANCES = """
      select i.key as decision_evaluation_instance_key, i.evaluation_key as decision_evaluation_key, i.ordinal, i.state, i.evaluation_date,
             i.evaluation_failure, i.decision_definition_key, i.decision_id as decision_definition_id, i.decision_name as decision_definition_name,
             i.decision_version as decision_definition_version, i.decision_type as decision_definition_type,
             i.root_decision_key as root_decision_definition_key, i.decision_requirements_key, coalesce(i.process_definition_key, -1) as process_definition_key,
             coalesce(i.process_instance_key, -1) as process_instance_key, i.root_key as root_process_instance_key,
             coalesce(i.element_instance_key, -1) as element_instance_key, i.result, i.evaluated_inputs, i.matched_rules, '<default>' as tenant_id
      from engine.decision_instance i""";

  static final SearchSchema DECISION_INSTANCE = decisionInstance();

  /** With what the decision saw and which rules matched. */
  static final SearchSchema DECISION_INSTANCE_IN_FULL = decisionInstance().json("evaluatedInputs", "matchedRules");

  private static SearchSchema decisionInstance() {
    return SearchSchema.of("Decision instance", DECISION_INSTANCES)
        .texts("decisionEvaluationInstanceKey", "evaluationFailure", "decisionDefinitionId", "decisionDefinitionName", "result", "tenantId")
        .keys("decisionEvaluationKey", "decisionDefinitionKey", "rootDecisionDefinitionKey", "processDefinitionKey", "processInstanceKey",
            "rootProcessInstanceKey", "elementInstanceKey")
        .enumeration("state", DecisionInstanceStateEnum.class).enumeration("decisionDefinitionType", DecisionDefinitionTypeEnum.class)
        .integers("decisionDefinitionVersion").times("evaluationDate")
        .hidden(FieldType.INTEGER, "ordinal").hidden(FieldType.KEY, "decisionRequirementsKey")
        .orderedBy("decisionEvaluationInstanceKey", "decisionEvaluationKey", "ordinal");
  }

  static final SearchSchema RESOURCE = SearchSchema.of("Resource", """
      select r.key as resource_key, r.resource_id, r.resource_name, r.version, r.version_tag, '<default>' as tenant_id
      from engine.resource r
      where not r.deleted""")
      .keys("resourceKey").texts("resourceId", "resourceName", "versionTag", "tenantId").integers("version")
      .orderedBy("resourceKey");

  static final SearchSchema FORM = SearchSchema.of("Form", """
      select f.key as form_key, f.form_id, f.version, f.schema, '<default>' as tenant_id from engine.form f""")
      .keys("formKey").texts("formId", "schema", "tenantId").integers("version")
      .orderedBy("formKey");

  static final SearchSchema SEQUENCE_FLOW = SearchSchema.of("Sequence flow", """
      select s.process_instance_key || '_' || s.flow_id as sequence_flow_id, s.process_instance_key, s.root_key as root_process_instance_key,
             s.definition_key as process_definition_key, s.process_id as process_definition_id, s.flow_id as element_id, '<default>' as tenant_id
      from engine.sequence_flow s""")
      .texts("sequenceFlowId", "processDefinitionId", "elementId", "tenantId")
      .keys("processInstanceKey", "rootProcessInstanceKey", "processDefinitionKey")
      .orderedBy("sequenceFlowId");

  private SearchSchemas() {}
}
