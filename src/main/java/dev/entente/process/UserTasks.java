package dev.entente.process;

import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.filter.UserTaskFilter;
import io.camunda.client.api.search.response.Form;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.search.response.Variable;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tasks of people, as the engine holds them; who may do what is decided elsewhere. */
@Component
public class UserTasks {

  private static final int VARIABLES = 500;

  private final EngineClient engine;
  private final Instances instances;
  private final Diagrams diagrams;
  private final JsonMapper json;

  UserTasks(EngineClient engine, Instances instances, Diagrams diagrams, JsonMapper json) {
    this.engine = engine;
    this.instances = instances;
    this.diagrams = diagrams;
    this.json = json;
  }

  /** Open tasks, the most urgent first. */
  public enum Whose {
    /** claimed by the user */
    MINE,
    /** asked of the user by name, and then those of the groups, whoever claimed them */
    GROUPS,
    /** of the groups, whoever claimed them */
    OF_GROUPS,
    /** of the groups, claimed by nobody */
    UNCLAIMED,
    ALL
  }

  /** What happens on an answer: the way that the process then takes. */
  public record Consequence(String condition, String next) {}

  public Slice<UserTask> open(Whose whose, String user, Collection<String> groups, int page, int size) {
    if (whose == Whose.GROUPS) {
      return personalFirst(user, groups, page, size);
    }
    if (groups.isEmpty() && (whose == Whose.OF_GROUPS || whose == Whose.UNCLAIMED)) {
      return new Slice<>(List.of(), page, size, 0);
    }
    Consumer<UserTaskFilter> filter = search -> {
      search.state(UserTaskState.CREATED);
      if (whose == Whose.MINE) {
        search.assignee(user);
      } else if (whose != Whose.ALL) {
        search.candidateGroup(group -> group.in(List.copyOf(groups)));
      }
      if (whose == Whose.UNCLAIMED) {
        search.assignee(assignee -> assignee.exists(false));
      }
    };
    Slice<UserTask> found = search(filter, page * size, size);
    return new Slice<>(found.items(), page, size, found.total());
  }

  /** The engine can't search for one or the other, so one list is read where the other ends. */
  private Slice<UserTask> personalFirst(String user, Collection<String> groups, int page, int size) {
    int from = page * size;
    Slice<UserTask> personal = search(search -> search.state(UserTaskState.CREATED).candidateUser(user), from, size);
    if (groups.isEmpty()) {
      return new Slice<>(personal.items(), page, size, personal.total());
    }
    int room = size - personal.items().size();
    Slice<UserTask> ofGroups = search(search -> search.state(UserTaskState.CREATED).candidateGroup(group -> group.in(List.copyOf(groups))),
        (int) Math.max(0, from - personal.total()), Math.max(1, room));
    List<UserTask> items = Stream.concat(personal.items().stream(), ofGroups.items().stream().limit(room)).toList();
    return new Slice<>(items, page, size, personal.total() + ofGroups.total());
  }

  /** Open tasks created at or after a time, oldest first. */
  public List<UserTask> createdSince(OffsetDateTime since, int page, int size) {
    SearchResponse<io.camunda.client.api.search.response.UserTask> found = engine.ask(client -> client.newUserTaskSearchRequest()
        .filter(filter -> filter.state(UserTaskState.CREATED).creationDate(date -> date.gte(since)))
        .sort(sort -> sort.creationDate().asc())
        .page(paging -> paging.from(page * size).limit(size)));
    return withBusinessIds(found.items());
  }

  /** Open tasks of everything that runs under a business id. */
  public List<UserTask> ofBusinessId(String businessId) {
    List<UserTask> tasks = new ArrayList<>();
    for (Instances.Instance instance : instances.ofBusinessId(businessId, true, 50)) {
      tasks.addAll(ofInstance(instance));
    }
    return tasks;
  }

  List<UserTask> ofInstance(Instances.Instance instance) {
    SearchResponse<io.camunda.client.api.search.response.UserTask> found = engine.ask(client -> client.newUserTaskSearchRequest()
        .filter(filter -> filter.state(UserTaskState.CREATED).processInstanceKey(instance.key()))
        .page(paging -> paging.limit(100)));
    return found.items().stream().map(task -> task(task).about(instance.businessId())).toList();
  }

  public Optional<UserTask> find(long key) {
    try {
      io.camunda.client.api.search.response.UserTask found = engine.ask(client -> client.newUserTaskGetRequest(key));
      return Optional.of(withBusinessIds(List.of(found)).get(0));
    } catch (EngineRefused refused) {
      if (refused.isMissing()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Why it is asked: the documentation of the element. */
  public String purpose(UserTask task) {
    return diagrams.of(task.definitionKey()).documentationOf(task.elementId());
  }

  public List<Consequence> consequences(UserTask task) {
    return diagrams.of(task.definitionKey()).waysOn(task.elementId()).stream()
        .map(way -> new Consequence(way.condition() == null ? "" : way.condition(), way.next())).toList();
  }

  /** The form's schema as JSON; empty when the task has no form. */
  public Optional<String> form(long key) {
    Form form = engine.ask(client -> client.newUserTaskGetFormRequest(key));
    return Optional.ofNullable(form).map(Form::getSchema);
  }

  /** All variables that the task sees. */
  public Map<String, Object> variables(long key) {
    SearchResponse<Variable> found =
        engine.ask(client -> client.newUserTaskEffectiveVariableSearchRequest(key).withFullValues().page(page -> page.limit(VARIABLES)));
    Map<String, Object> variables = new HashMap<>();
    found.items().forEach(variable -> variables.put(variable.getName(), json.readValue(variable.getValue(), Object.class)));
    return variables;
  }

  /** @throws EngineRefused with a conflict when somebody else has it or it is done */
  public void assign(long key, String user) {
    engine.ask(client -> client.newAssignUserTaskCommand(key).assignee(user).allowOverride(false).action("claim"));
  }

  public void unassign(long key) {
    engine.ask(client -> client.newUnassignUserTaskCommand(key));
  }

  /** Takes it over from whoever has it. */
  public void reassign(long key, String user) {
    engine.ask(client -> client.newAssignUserTaskCommand(key).assignee(user).allowOverride(true).action("takeOver"));
  }

  public void reschedule(long key, OffsetDateTime dueAt) {
    engine.ask(client -> client.newUpdateUserTaskCommand(key).dueDate(dueAt));
  }

  /** From now on it is these groups' to do. */
  public void offerTo(long key, Collection<String> groups) {
    engine.ask(client -> client.newUpdateUserTaskCommand(key).candidateGroups(List.copyOf(groups)));
  }

  /** @throws EngineRefused when it is done already */
  public void complete(long key, Map<String, Object> variables) {
    String text = json.writeValueAsString(variables);
    engine.ask(client -> client.newCompleteUserTaskCommand(key).variables(text));
  }

  private Slice<UserTask> search(Consumer<UserTaskFilter> filter, int from, int size) {
    SearchResponse<io.camunda.client.api.search.response.UserTask> found = engine.ask(client -> client.newUserTaskSearchRequest()
        .filter(filter)
        .sort(sort -> sort.dueDate().asc().creationDate().asc())
        .page(paging -> paging.from(from).limit(size)));
    return new Slice<>(withBusinessIds(found.items()), 0, size, found.page().totalItems());
  }

  private List<UserTask> withBusinessIds(List<io.camunda.client.api.search.response.UserTask> found) {
    Map<Long, String> businessIds =
        instances.businessIds(found.stream().map(io.camunda.client.api.search.response.UserTask::getProcessInstanceKey).toList());
    return found.stream().map(task -> task(task).about(businessIds.get(task.getProcessInstanceKey()))).toList();
  }

  private static UserTask task(io.camunda.client.api.search.response.UserTask task) {
    String name = task.getName() == null ? task.getElementId() : task.getName();
    String processName = task.getProcessName() == null ? task.getBpmnProcessId() : task.getProcessName();
    boolean open = task.getState() == UserTaskState.CREATED || task.getState() == UserTaskState.CREATING
        || task.getState() == UserTaskState.ASSIGNING || task.getState() == UserTaskState.UPDATING;
    return new UserTask(task.getUserTaskKey(), task.getElementId(), name, task.getState().name(), open, emptyToNull(task.getAssignee()),
        task.getCandidateGroups(), task.getCandidateUsers(), task.getBpmnProcessId(), processName, task.getProcessDefinitionKey(),
        task.getProcessInstanceKey(), null, task.getCreationDate(), task.getDueDate(), task.getCustomHeaders());
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
