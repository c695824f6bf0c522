package dev.entente.engine.api;

import dev.entente.engine.api.Fields.Kind;
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
final class ProcessInstances {

  private static final Set<String> ELEMENT_STATES = Arrays.stream(ElementInstanceStateEnum.values()).map(Enum::name).collect(Collectors.toSet());

  static final Subject SUBJECT = Subject.of("Process instance", """
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
      .special(Set.of("elementId", "elementInstanceState", "hasElementInstanceIncident"), ProcessInstances::withElement)
      .special(Set.of("errorMessage"), ProcessInstances::withError)
      .special(Set.of("hasRetriesLeft"), ProcessInstances::withRetries)
      .orderedBy("processInstanceKey");

  private ProcessInstances() {}

  /** One element that fulfils all conditions on elements. */
  private static String withElement(ObjectNode filter, Parameters parameters) {
    List<String> conditions = new ArrayList<>();
    conditions.add("e.process_instance_key = t.process_instance_key");
    JsonNode elementId = filter.get("elementId");
    if (Filters.given(elementId)) {
      conditions.add(Operators.condition("e.element_id", "elementId", Kind.TEXT, Set.of(), elementId, parameters));
    }
    JsonNode state = filter.get("elementInstanceState");
    if (Filters.given(state)) {
      conditions.add(Operators.condition("e.state", "elementInstanceState", Kind.ENUM, ELEMENT_STATES, state, parameters));
    }
    JsonNode incident = filter.get("hasElementInstanceIncident");
    if (Filters.given(incident)) {
      boolean wanted = Fields.bool("hasElementInstanceIncident", incident);
      conditions.add((wanted ? "" : "not ") + "exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[e.key])");
    }
    return "exists (select from engine.element_instance e where " + Operators.all(conditions) + ")";
  }

  private static String withError(ObjectNode filter, Parameters parameters) {
    return "exists (select from engine.incident i where i.process_instance_key = t.process_instance_key and i.state = 'ACTIVE' and "
        + Operators.condition("i.error_message", "errorMessage", Kind.TEXT, Set.of(), filter.get("errorMessage"), parameters) + ")";
  }

  private static String withRetries(ObjectNode filter, Parameters parameters) {
    boolean wanted = Fields.bool("hasRetriesLeft", filter.get("hasRetriesLeft"));
    return (wanted ? "" : "not ") + "exists (select from engine.job j where j.process_instance_key = t.process_instance_key"
        + " and j.state = 'FAILED' and j.retries > 0)";
  }
}
