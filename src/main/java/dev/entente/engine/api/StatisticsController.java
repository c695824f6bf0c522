package dev.entente.engine.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** How many instances of each element are active, done, cancelled, or stuck. */
@RestController
@RequestMapping("/v2")
class StatisticsController {

  private final Search search;
  private final JdbcClient jdbc;

  StatisticsController(Search search, JdbcClient jdbc) {
    this.search = search;
    this.jdbc = jdbc;
  }

  @GetMapping("/process-instances/{key}/statistics/element-instances")
  Map<String, @Nullable Object> ofInstance(@PathVariable long key) {
    search.get(ProcessInstanceSchema.SUBJECT, key);
    QueryParameters parameters = new QueryParameters();
    return counts("e.process_instance_key = " + parameters.bind(key), parameters);
  }

  /** Counts over all instances of the definition that the filter selects. */
  @PostMapping("/process-definitions/{key}/statistics/element-instances")
  Map<String, @Nullable Object> ofDefinition(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    search.get(SearchSchemas.PROCESS_DEFINITION, key);
    ObjectNode filter = Body.of(json, "filter").node("filter");
    QueryParameters parameters = new QueryParameters();
    String condition = "e.definition_key = " + parameters.bind(key);
    if (filter != null && filter.properties().stream().anyMatch(property -> Filters.given(property.getValue()))) {
      condition += " and e.process_instance_key in (select t.process_instance_key from (%s) t where %s)"
          .formatted(ProcessInstanceSchema.SUBJECT.rows(), Filters.condition(ProcessInstanceSchema.SUBJECT, filter, parameters));
    }
    return counts(condition, parameters);
  }

  /** Running instances by process, all versions together. */
  @PostMapping("/process-definitions/statistics/process-instances")
  Map<String, @Nullable Object> byProcess(@RequestBody(required = false) @Nullable ObjectNode query) {
    return search.search(SearchSchemas.RUNNING_BY_PROCESS, query);
  }

  /** Running instances of one process by version. */
  @PostMapping("/process-definitions/statistics/process-instances-by-version")
  Map<String, @Nullable Object> byVersion(@RequestBody(required = false) @Nullable ObjectNode query) {
    return search.search(SearchSchemas.RUNNING_BY_VERSION, query);
  }

  private Map<String, @Nullable Object> counts(String condition, QueryParameters parameters) {
    List<Map<String, @Nullable Object>> items = jdbc.sql("""
        select e.element_id,
               count(*) filter (where e.state = 'ACTIVE' and not stuck) as active,
               count(*) filter (where e.state = 'TERMINATED') as canceled,
               count(*) filter (where e.state = 'ACTIVE' and stuck) as incidents,
               count(*) filter (where e.state = 'COMPLETED') as completed
        from engine.element_instance e
        cross join lateral (select exists (select from engine.incident i where i.state = 'ACTIVE' and i.path @> array[e.key]) as stuck) s
        where e.type <> 'PROCESS' and %s
        group by e.element_id
        order by e.element_id""".formatted(condition))
        .params(parameters.values())
        .query((row, number) -> ApiJson.object("elementId", row.getString("element_id"), "active", row.getLong("active"),
            "canceled", row.getLong("canceled"), "incidents", row.getLong("incidents"), "completed", row.getLong("completed")))
        .list();
    return ApiJson.object("items", items);
  }
}
