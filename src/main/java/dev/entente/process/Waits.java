package dev.entente.process;

import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.ElementInstanceType;
import io.camunda.client.api.search.response.ElementInstance;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.search.response.Variable;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says for a running instance whom it waits for, since when and until when. A fixed number of requests per instance, however many steps wait. */
@Component
class Waits {

  private static final Set<ElementInstanceType> CONTAINERS = Set.of(
      ElementInstanceType.PROCESS, ElementInstanceType.SUB_PROCESS, ElementInstanceType.EVENT_SUB_PROCESS,
      ElementInstanceType.MULTI_INSTANCE_BODY, ElementInstanceType.CALL_ACTIVITY, ElementInstanceType.AD_HOC_SUB_PROCESS);

  private final EngineClient engine;
  private final UserTasks tasks;
  private final Incidents incidents;
  private final Diagrams diagrams;
  private final JsonMapper json;

  Waits(EngineClient engine, UserTasks tasks, Incidents incidents, Diagrams diagrams, JsonMapper json) {
    this.engine = engine;
    this.tasks = tasks;
    this.incidents = incidents;
    this.diagrams = diagrams;
    this.json = json;
  }

  enum Kind {
    GROUP, PERSON, PARTNER, TIME, SYSTEM, INCIDENT
  }

  /**
   * @param whom group or user name where the kind is one of them
   * @param due when it is late, or goes on by itself; null where there is no limit
   */
  record Wait(
      Kind kind, String elementId, String elementName, @Nullable String whom, @Nullable OffsetDateTime since, @Nullable OffsetDateTime due,
      @Nullable Long taskKey, @Nullable String problem) {}

  List<Wait> of(Instances.Instance instance) {
    SearchResponse<ElementInstance> active = engine.ask(client -> client.newElementInstanceSearchRequest()
        .filter(filter -> filter.processInstanceKey(instance.key()).state(ElementInstanceState.ACTIVE))
        .sort(sort -> sort.startDate().asc())
        .page(paging -> paging.limit(200)));
    Map<Long, Incidents.Stuck> stuck = instance.hasIncident()
        ? incidents.ofInstance(instance).stream().collect(Collectors.toMap(Incidents.Stuck::key, Function.identity()))
        : Map.of();
    List<UserTask> open = active.items().stream().anyMatch(element -> element.getType() == ElementInstanceType.USER_TASK)
        ? tasks.ofInstance(instance)
        : List.of();
    Limits limits = new Limits(instance);
    List<Wait> waits = new ArrayList<>();
    for (ElementInstance element : active.items()) {
      Incidents.Stuck problem = element.getIncidentKey() == null ? null : stuck.get(element.getIncidentKey());
      if (problem != null) {
        waits.add(wait(Kind.INCIDENT, element, null, null, null, problem.message()));
      } else if (!CONTAINERS.contains(element.getType())) {
        waits.add(wait(element, open, limits));
      }
    }
    return waits;
  }

  private static Wait wait(ElementInstance element, List<UserTask> open, Limits limits) {
    ElementInstanceType type = element.getType();
    if (type == ElementInstanceType.USER_TASK) {
      Optional<UserTask> task = open.stream().filter(candidate -> candidate.elementId().equals(element.getElementId())).findFirst();
      return task.map(found -> wait(found.assignee() == null ? Kind.GROUP : Kind.PERSON, element,
              found.assignee() == null ? String.join(", ", found.candidateGroups()) : found.assignee(), found.dueAt(), found.key(), null))
          .orElseGet(() -> wait(Kind.GROUP, element, null, null, null, null));
    }
    if (type == ElementInstanceType.RECEIVE_TASK) {
      return wait(Kind.PARTNER, element, null, limits.of(element, true), null, null);
    }
    if (type == ElementInstanceType.INTERMEDIATE_CATCH_EVENT || type == ElementInstanceType.EVENT_BASED_GATEWAY) {
      OffsetDateTime until = limits.of(element, false);
      return wait(until == null ? Kind.PARTNER : Kind.TIME, element, null, until, null, null);
    }
    return wait(Kind.SYSTEM, element, null, null, null, null);
  }

  private static Wait wait(Kind kind, ElementInstance element, @Nullable String whom, @Nullable OffsetDateTime due, @Nullable Long taskKey,
      @Nullable String problem) {
    String name = element.getElementName() == null ? element.getElementId() : element.getElementName();
    return new Wait(kind, element.getElementId(), name, whom, element.getStartDate(), due, taskKey, problem);
  }

  /** Works out time limits from the diagram and the instance's variables, which are read at most once. */
  private final class Limits {

    private final Instances.Instance instance;
    private @Nullable Map<String, String> variables;

    Limits(Instances.Instance instance) {
      this.instance = instance;
    }

    @Nullable OffsetDateTime of(ElementInstance element, boolean ofBoundary) {
      Diagram diagram = diagrams.of(instance.definitionKey());
      Optional<String> written = ofBoundary ? diagram.timeLimitOf(element.getElementId()) : diagram.durationOf(element.getElementId());
      if (written.isEmpty() || element.getStartDate() == null) {
        return null;
      }
      String duration = written.get().startsWith("=") ? valueOf(written.get()) : written.get();
      return duration == null ? null : after(element.getStartDate(), duration);
    }

    /** Understands a variable's name, alone or in {@code duration(...)}. */
    private @Nullable String valueOf(String expression) {
      String name = expression.substring(1).trim().replaceAll("^duration\\((.*)\\)$", "$1").trim();
      if (variables == null) {
        variables = read();
      }
      return variables.get(name);
    }

    private Map<String, String> read() {
      SearchResponse<Variable> found = engine.ask(client -> client.newVariableSearchRequest()
          .filter(filter -> filter.processInstanceKey(instance.key())).page(paging -> paging.limit(200)));
      Map<String, String> values = new HashMap<>();
      found.items().forEach(variable -> {
        try {
          values.put(variable.getName(), String.valueOf(json.readValue(variable.getValue(), Object.class)));
        } catch (JacksonException cut) {
          values.remove(variable.getName());
        }
      });
      return values;
    }

    private static @Nullable OffsetDateTime after(OffsetDateTime start, String duration) {
      try {
        return duration.contains("T") ? start.plus(java.time.Duration.parse(duration)) : start.plus(Period.parse(duration));
      } catch (DateTimeParseException unknown) {
        return null;
      }
    }
  }
}
