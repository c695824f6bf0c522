package dev.entente.process;

import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.ProcessInstanceSequenceFlow;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.statistics.response.ProcessElementStatistics;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Running and ended process instances. */
@Component
class Instances {

  private final EngineClient engine;

  Instances(EngineClient engine) {
    this.engine = engine;
  }

  /** @param businessId the partner it is about */
  record Instance(
      long key,
      long definitionKey,
      String processId,
      String processName,
      int version,
      @Nullable Long parentKey,
      @Nullable String businessId,
      String state,
      boolean hasIncident,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime endedAt) {

    boolean isRunning() {
      return "ACTIVE".equals(state);
    }
  }

  Instance get(long key) {
    return instance(engine.ask(client -> client.newProcessInstanceGetRequest(key)));
  }

  Slice<Instance> ofDefinition(long definitionKey, boolean onlyRunning, int page, int size) {
    SearchResponse<ProcessInstance> found = engine.ask(client -> client.newProcessInstanceSearchRequest()
        .filter(filter -> {
          filter.processDefinitionKey(definitionKey);
          if (onlyRunning) {
            filter.state(ProcessInstanceState.ACTIVE);
          }
        })
        .sort(sort -> sort.startDate().desc())
        .page(paging -> paging.from(page * size).limit(size)));
    return new Slice<>(found.items().stream().map(Instances::instance).toList(), page, size, found.page().totalItems());
  }

  /** Called processes carry the business id of their caller; oldest first, so that callers come before the called. */
  List<Instance> ofBusinessId(String businessId, boolean onlyRunning, int limit) {
    SearchResponse<ProcessInstance> found = engine.ask(client -> client.newProcessInstanceSearchRequest()
        .filter(filter -> {
          filter.businessId(businessId);
          if (onlyRunning) {
            filter.state(ProcessInstanceState.ACTIVE);
          }
        })
        .sort(sort -> sort.startDate().asc())
        .page(paging -> paging.limit(limit)));
    return found.items().stream().map(Instances::instance).toList();
  }

  /** Business ids by instance key, for the rows of a page. */
  Map<Long, String> businessIds(Collection<Long> keys) {
    Map<Long, String> ids = new LinkedHashMap<>();
    of(keys).stream().filter(instance -> instance.businessId() != null).forEach(instance -> ids.put(instance.key(), instance.businessId()));
    return ids;
  }

  List<Instance> of(Collection<Long> keys) {
    List<Long> distinct = keys.stream().distinct().toList();
    if (distinct.isEmpty()) {
      return List.of();
    }
    SearchResponse<ProcessInstance> found = engine.ask(client -> client.newProcessInstanceSearchRequest()
        .filter(filter -> filter.processInstanceKey(key -> key.in(distinct)))
        .page(paging -> paging.limit(distinct.size())));
    return found.items().stream().map(Instances::instance).toList();
  }

  List<ProcessElementStatistics> elements(long key) {
    return engine.ask(client -> client.newProcessInstanceElementStatisticsRequest(key));
  }

  List<String> takenFlows(long key) {
    List<ProcessInstanceSequenceFlow> flows = engine.ask(client -> client.newProcessInstanceSequenceFlowsRequest(key));
    return flows.stream().map(ProcessInstanceSequenceFlow::getElementId).distinct().toList();
  }

  private static Instance instance(ProcessInstance found) {
    String name = found.getProcessDefinitionName() == null ? found.getProcessDefinitionId() : found.getProcessDefinitionName();
    return new Instance(found.getProcessInstanceKey(), found.getProcessDefinitionKey(), found.getProcessDefinitionId(), name,
        found.getProcessDefinitionVersion(), found.getParentProcessInstanceKey(), found.getBusinessId(), found.getState().name(),
        Boolean.TRUE.equals(found.getHasIncident()), found.getStartDate(), found.getEndDate());
  }
}
