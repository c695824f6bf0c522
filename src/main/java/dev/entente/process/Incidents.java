package dev.entente.process;

import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.response.Incident;
import io.camunda.client.api.search.response.SearchResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is stuck, why, and how to try again. */
@Component
class Incidents {

  private static final int RETRIES = 3;

  private final EngineClient engine;
  private final Instances instances;
  private final Diagrams diagrams;

  Incidents(EngineClient engine, Instances instances, Diagrams diagrams) {
    this.engine = engine;
    this.instances = instances;
    this.diagrams = diagrams;
  }

  /**
   * @param kind as the engine names it; the pages say it in plain words
   * @param message what the step said last
   */
  record Stuck(
      long key,
      String kind,
      String message,
      String elementId,
      String elementName,
      String processId,
      long definitionKey,
      long processInstanceKey,
      @Nullable String businessId,
      @Nullable OffsetDateTime since,
      @Nullable Long jobKey) {}

  Slice<Stuck> open(int page, int size) {
    SearchResponse<Incident> found = engine.ask(client -> client.newIncidentSearchRequest()
        .filter(filter -> filter.state(IncidentState.ACTIVE))
        .sort(sort -> sort.creationTime().desc())
        .page(paging -> paging.from(page * size).limit(size)));
    Map<Long, String> businessIds = instances.businessIds(found.items().stream().map(Incident::getProcessInstanceKey).toList());
    return new Slice<>(
        found.items().stream().map(incident -> stuck(incident, businessIds.get(incident.getProcessInstanceKey()))).toList(),
        page, size, found.page().totalItems());
  }

  List<Stuck> ofInstance(Instances.Instance instance) {
    SearchResponse<Incident> found = engine.ask(client -> client.newIncidentSearchRequest()
        .filter(filter -> filter.state(IncidentState.ACTIVE).processInstanceKey(instance.key()))
        .page(paging -> paging.limit(100)));
    return found.items().stream().map(incident -> stuck(incident, instance.businessId())).toList();
  }

  /**
   * Gives the step its attempts back and lets it try again.
   *
   * @throws EngineRefused when it is resolved already
   */
  Stuck retry(long key) {
    Incident incident = engine.ask(client -> client.newIncidentGetRequest(key));
    if (incident.getJobKey() != null && incident.getJobKey() > 0) {
      engine.ask(client -> client.newUpdateRetriesCommand(incident.getJobKey()).retries(RETRIES));
    }
    engine.ask(client -> client.newResolveIncidentCommand(key));
    return stuck(incident, instances.get(incident.getProcessInstanceKey()).businessId());
  }

  private Stuck stuck(Incident incident, @Nullable String businessId) {
    return new Stuck(incident.getIncidentKey(), incident.getErrorType().name(),
        incident.getErrorMessage() == null ? "" : incident.getErrorMessage(), incident.getElementId(),
        diagrams.of(incident.getProcessDefinitionKey()).nameOf(incident.getElementId()), incident.getProcessDefinitionId(),
        incident.getProcessDefinitionKey(), incident.getProcessInstanceKey(), businessId, incident.getCreationTime(), incident.getJobKey());
  }
}
