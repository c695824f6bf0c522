package dev.entente.process;

import io.camunda.client.api.search.response.ProcessDefinition;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.statistics.response.ProcessDefinitionInstanceStatistics;
import io.camunda.client.api.statistics.response.ProcessDefinitionInstanceVersionStatistics;
import io.camunda.client.api.statistics.response.ProcessElementStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The deployed processes and what runs of them. */
@Component
class Definitions {

  private static final int MOST = 1000;

  private final EngineClient engine;

  Definitions(EngineClient engine) {
    this.engine = engine;
  }

  /** A process with its latest version. */
  record Summary(long key, String id, String name, int version, long running, long withIncident) {}

  /** One version of a process. */
  record Version(long key, String id, String name, int version, String resource, long running, long withIncident) {}

  List<Summary> latest() {
    SearchResponse<ProcessDefinition> found = engine.ask(client -> client.newProcessDefinitionSearchRequest()
        .filter(filter -> filter.isLatestVersion(true)).sort(sort -> sort.processDefinitionId().asc()).page(page -> page.limit(MOST)));
    SearchResponse<ProcessDefinitionInstanceStatistics> counted =
        engine.ask(client -> client.newProcessDefinitionInstanceStatisticsRequest().page(page -> page.limit(MOST)));
    Map<String, ProcessDefinitionInstanceStatistics> counts = counted.items().stream()
        .collect(Collectors.toMap(ProcessDefinitionInstanceStatistics::getProcessDefinitionId, Function.identity(), (one, other) -> one));
    return found.items().stream().map(definition -> {
      ProcessDefinitionInstanceStatistics count = counts.get(definition.getProcessDefinitionId());
      long clean = count == null ? 0 : count.getActiveInstancesWithoutIncidentCount();
      long stuck = count == null ? 0 : count.getActiveInstancesWithIncidentCount();
      return new Summary(definition.getProcessDefinitionKey(), definition.getProcessDefinitionId(), nameOf(definition),
          definition.getVersion(), clean + stuck, stuck);
    }).toList();
  }

  Version get(long key) {
    ProcessDefinition definition = engine.ask(client -> client.newProcessDefinitionGetRequest(key));
    return versions(definition.getProcessDefinitionId()).stream().filter(version -> version.key() == key).findFirst()
        .orElseGet(() -> version(definition, Map.of()));
  }

  /** Newest first. */
  List<Version> versions(String processId) {
    SearchResponse<ProcessDefinition> found = engine.ask(client -> client.newProcessDefinitionSearchRequest()
        .filter(filter -> filter.processDefinitionId(processId)).sort(sort -> sort.version().desc()).page(page -> page.limit(MOST)));
    SearchResponse<ProcessDefinitionInstanceVersionStatistics> counted = engine.ask(
        client -> client.newProcessDefinitionInstanceVersionStatisticsRequest(processId).page(page -> page.limit(MOST)));
    Map<Long, ProcessDefinitionInstanceVersionStatistics> counts = counted.items().stream().collect(Collectors.toMap(
        ProcessDefinitionInstanceVersionStatistics::getProcessDefinitionKey, Function.identity(), (one, other) -> one));
    return found.items().stream().map(definition -> version(definition, counts)).toList();
  }

  List<ProcessElementStatistics> elements(long key) {
    return engine.ask(client -> client.newProcessDefinitionElementStatisticsRequest(key));
  }

  private static Version version(ProcessDefinition definition, Map<Long, ProcessDefinitionInstanceVersionStatistics> counts) {
    ProcessDefinitionInstanceVersionStatistics count = counts.get(definition.getProcessDefinitionKey());
    long clean = count == null ? 0 : count.getActiveInstancesWithoutIncidentCount();
    long stuck = count == null ? 0 : count.getActiveInstancesWithIncidentCount();
    return new Version(definition.getProcessDefinitionKey(), definition.getProcessDefinitionId(), nameOf(definition),
        definition.getVersion(), definition.getResourceName(), clean + stuck, stuck);
  }

  private static String nameOf(ProcessDefinition definition) {
    return definition.getName() == null ? definition.getProcessDefinitionId() : definition.getName();
  }
}
