package dev.entente.engine.api;

import dev.entente.engine.api.Fields.FieldType;
import io.camunda.client.protocol.rest.ElementInstanceStateEnum;
import io.camunda.client.protocol.rest.ProcessInstanceStateEnum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Process instances and the conditions only they have. */
final class ProcessInstanceSchema {

  private static final Set<String> ELEMENT_STATES = Arrays.stream(ElementInstanceStateEnum.values()).map(Enum::name).collect(Collectors.toSet());

  static final SearchSchema SUBJECT = SearchSchema.of("Process instance", """
      select p.key as process_instance_key, p.root_key as root_process_instance_key, p.parent_instance_key as parent_process_instance_key,
             p.parent_element_instance_key, p.definition_key as process_definition_key, p.process_id as process_definition_id,
             p.process_name as process_definition_name, p.version as process_definition_version, p.version_tag as process_definition_version_tag,
             p.business_id, p.tags, p.state, p.start_date, p.end_date, '<default>' as tenant_id,
             exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[p.key]) as has_incident
      from engine.process_instance p""")
      .keys("processInstanceKey", "rootProcessInstanceKey", "parentProcessInstanceKey", "parentElementInstanceKey", "processDefinitionKey")
      .texts("processDefinitionId", "processDefinitionName", "processDefinitionVersionTag", "businessId", "tenantId")
      .integers("processDefinitionVersion").enumeration("state", ProcessInstanceStateEnum.class).times("startDate", "endDate")
      .booleans("hasIncident").lists("tags")
      .special(Set.of("tags"), Filters::tags)
      .special(Set.of("variables"), (filter, parameters) ->
          Filters.variables("v.process_instance_key = t.process_instance_key", filter.get("variables"), parameters))
      .special(Set.of("elementId", "elementInstanceState", "hasElementInstanceIncident"), ProcessInstanceSchema::withElement)
      .special(Set.of("errorMessage"), ProcessInstanceSchema::withError)
      .special(Set.of("hasRetriesLeft"), ProcessInstanceSchema::withRetries)
      .orderedBy("processInstanceKey");

  private ProcessInstanceSchema() {}

  /** One element that fulfils all conditions on elements. */
  private static String withElement(ObjectNode filter, QueryParameters parameters) {
    List<String> conditions = new ArrayList<>();
    conditions.add("e.process_instance_key = t.process_instance_key");
    JsonNode elementId = filter.get("elementId");
    if (Filters.given(elementId)) {
      conditions.add(FilterOperators.condition("e.element_id", "elementId", FieldType.TEXT, Set.of(), elementId, parameters));
    }
    JsonNode state = filter.get("elementInstanceState");
    if (Filters.given(state)) {
      conditions.add(FilterOperators.condition("e.state", "elementInstanceState", FieldType.ENUM, ELEMENT_STATES, state, parameters));
    }
    JsonNode incident = filter.get("hasElementInstanceIncident");
    if (Filters.given(incident)) {
      boolean wanted = Fields.bool("hasElementInstanceIncident", incident);
      conditions.add((wanted ? "" : "not ") + "exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[e.key])");
    }
    return "exists (select from engine.element_instance e where " + FilterOperators.all(conditions) + ")";
  }

  private static String withError(ObjectNode filter, QueryParameters parameters) {
    return "exists (select from engine.incident i where i.process_instance_key = t.process_instance_key and i.state = 'ACTIVE' and "
        + FilterOperators.condition("i.error_message", "errorMessage", FieldType.TEXT, Set.of(), filter.get("errorMessage"), parameters) + ")";
  }

  private static String withRetries(ObjectNode filter, QueryParameters parameters) {
    boolean wanted = Fields.bool("hasRetriesLeft", filter.get("hasRetriesLeft"));
    return (wanted ? "" : "not ") + "exists (select from engine.job j where j.process_instance_key = t.process_instance_key"
        + " and j.state = 'FAILED' and j.retries > 0)";
  }
}
