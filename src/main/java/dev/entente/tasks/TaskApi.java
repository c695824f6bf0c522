package dev.entente.tasks;

import dev.entente.process.Slice;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks for programs. */
@RestController
@RequestMapping("/api/tasks")
@PreAuthorize("isAuthenticated()")
class TaskApi {

  private static final int MOST = 200;
  private static final int DEEPEST = 10_000;

  private final Inbox inbox;
  private final TaskCompletion deciding;
  private final UserTasks tasks;
  private final Actors actors;

  TaskApi(Inbox inbox, TaskCompletion deciding, UserTasks tasks, Actors actors) {
    this.inbox = inbox;
    this.deciding = deciding;
    this.tasks = tasks;
    this.actors = actors;
  }

  /**
   * @param variables values of the task's form fields
   * @param shown as the task's detail gave it, where it gave one
   */
  record Completion(@Nullable Map<String, Object> variables, @Nullable String shown) {

    Map<String, Object> values() {
      return variables == null ? Map.of() : variables;
    }
  }

  /**
   * @param why what is asked, and what happens on each answer
   * @param shown names the facts that the decision is about; send it along with the decision
   */
  record Detail(TaskView task, String why, List<FormField> fields, Map<String, Object> values, @Nullable String shown) {}

  record FormField(String key, String type, String label, boolean required, List<String> options) {}

  /**
   * @param scope {@code mine}, {@code groups} (of my groups, the default), {@code unclaimed}, {@code delegated} (to me by others), or {@code all} for those who may see all
   */
  @GetMapping
  Slice<TaskView> list(@RequestParam(required = false) @Nullable String scope, @RequestParam(required = false) @Nullable String partnerId,
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size, Authentication user) {
    if (page < 0 || page > DEEPEST || size < 1 || size > MOST) {
      throw new TaskRefused(HttpStatus.BAD_REQUEST, "page is from 0 to " + DEEPEST + ", size from 1 to " + MOST + ".");
    }
    return inbox.list(actors.of(user), scope, partnerId, page, size);
  }

  @GetMapping("/{key}")
  Detail get(@PathVariable long key, Authentication user) {
    UserTask task = deciding.seen(actors.of(user), key);
    TaskForm form = deciding.formOf(task);
    List<FormField> fields = form.fields().stream()
        .map(field -> new FormField(field.key(), field.type(), field.label(), field.required(), List.copyOf(field.options().keySet()))).toList();
    return new Detail(inbox.view(task), tasks.purpose(task), fields, form.valuesFrom(tasks.variables(key)), deciding.shown(task).orElse(null));
  }

  @PostMapping("/{key}/claim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void claim(@PathVariable long key, Authentication user) {
    deciding.claim(actors.of(user), key);
  }

  @PostMapping("/{key}/unclaim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unclaim(@PathVariable long key, Authentication user) {
    deciding.unclaim(actors.of(user), key);
  }

  @PostMapping("/{key}/complete")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void complete(@PathVariable long key, @RequestBody(required = false) @Nullable Completion completion, Authentication user) {
    deciding.complete(actors.of(user), key, completion == null ? Map.of() : completion.values(), completion == null ? null : completion.shown());
  }
}
