package dev.entente.engine.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** How many instances of each process, and of each version, run with and without an incident. */
@RestController
@RequestMapping("/v2/process-definitions/statistics")
class InstanceStatisticsController {

  private static final String RUNNING = """
      (select r.definition_key,
              count(*) filter (where r.stuck) as active_instances_with_incident_count,
              count(*) filter (where not r.stuck) as active_instances_without_incident_count
       from (select p.definition_key, exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[p.key]) as stuck
             from engine.process_instance p where p.end_date is null) r
       group by r.definition_key)""";

  private static final Subject BY_PROCESS = Subject.of("Process", """
      select d.process_id as process_definition_id, '<default>' as tenant_id,
             (array_agg(d.name order by d.version desc))[1] as latest_process_definition_name, count(*) > 1 as has_multiple_versions,
             coalesce(sum(r.active_instances_with_incident_count), 0)::int as active_instances_with_incident_count,
             coalesce(sum(r.active_instances_without_incident_count), 0)::int as active_instances_without_incident_count
      from engine.process_definition d left join %s r on r.definition_key = d.key
      where not d.deleted
      group by d.process_id""".formatted(RUNNING))
      .texts("processDefinitionId", "tenantId", "latestProcessDefinitionName").booleans("hasMultipleVersions")
      .integers("activeInstancesWithIncidentCount", "activeInstancesWithoutIncidentCount")
      .orderedBy("processDefinitionId");

  private static final Subject BY_VERSION = Subject.of("Process definition", """
      select d.key as process_definition_key, d.process_id as process_definition_id, d.name as process_definition_name,
             d.version as process_definition_version, '<default>' as tenant_id,
             coalesce(r.active_instances_with_incident_count, 0)::int as active_instances_with_incident_count,
             coalesce(r.active_instances_without_incident_count, 0)::int as active_instances_without_incident_count
      from engine.process_definition d left join %s r on r.definition_key = d.key
      where not d.deleted""".formatted(RUNNING))
      .keys("processDefinitionKey").texts("processDefinitionId", "processDefinitionName", "tenantId")
      .integers("processDefinitionVersion", "activeInstancesWithIncidentCount", "activeInstancesWithoutIncidentCount")
      .orderedBy("processDefinitionKey");

  private final Search search;

  InstanceStatisticsController(Search search) {
    this.search = search;
  }

  @PostMapping("/process-instances")
  Map<String, @Nullable Object> byProcess(@RequestBody(required = false) @Nullable ObjectNode query) {
    return search.search(BY_PROCESS, query);
  }

  @PostMapping("/process-instances-by-version")
  Map<String, @Nullable Object> byVersion(@RequestBody(required = false) @Nullable ObjectNode query) {
    return search.search(BY_VERSION, query);
  }
}
