package dev.entente.tasks;

import dev.entente.process.EngineRefused;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Claiming, releasing and completing tasks: by whom it is allowed, with what, and once. */
@Component
class Deciding {

  private final UserTasks tasks;
  private final DecisionLedger ledger;
  private final List<TaskDesk> desks;
  private final ObjectProvider<TaskChoices> choices;
  private final JsonMapper json;

  Deciding(UserTasks tasks, DecisionLedger ledger, List<TaskDesk> desks, ObjectProvider<TaskChoices> choices, JsonMapper json) {
    this.tasks = tasks;
    this.ledger = ledger;
    this.desks = desks;
    this.choices = choices;
    this.json = json;
  }

  UserTask seen(Actor actor, long key) {
    UserTask task = tasks.find(key)
        .orElseThrow(() -> new TaskRefused(HttpStatus.NOT_FOUND, "There is no task " + key + "."));
    if (!actor.maySee(task)) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Task " + key + " is for " + String.join(", ", task.candidateGroups()) + ", and you are no member.");
    }
    return task;
  }

  TaskForm formOf(UserTask task) {
    return new TaskForm(tasks.form(task.key()).orElse(null), json, key -> choicesOf(task, key));
  }

  private Map<String, String> choicesOf(UserTask task, String key) {
    return choices.stream().filter(one -> one.valuesKey().equals(key) && task.businessId() != null).findFirst()
        .map(one -> one.of(task.businessId())).orElse(Map.of());
  }

  /** Whether four eyes keep the actor from this task. */
  boolean isOwnRequest(Actor actor, UserTask task) {
    if (!"true".equals(task.headers().get("fourEyes"))) {
      return false;
    }
    Object requester = tasks.variables(task.key()).get("requestedBy");
    if (requester == null) {
      throw new TaskRefused(HttpStatus.CONFLICT,
          "This task needs a second pair of eyes, but its process does not say who asked for it (variable requestedBy). Ask an administrator to set it.");
    }
    return actor.user().equals(requester);
  }

  void claim(Actor actor, long key) {
    UserTask task = actable(actor, key);
    if (actor.user().equals(task.assignee())) {
      return;
    }
    assign(actor, task);
    ledger.claimed(task, actor.user(), "task.claimed");
  }

  void unclaim(Actor actor, long key) {
    UserTask task = actable(actor, key);
    if (!actor.user().equals(task.assignee())) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is not claimed by you.");
    }
    orConflict(key, () -> tasks.unassign(key));
    ledger.claimed(task, actor.user(), "task.released");
  }

  /** Names what the task's page shows beside the form, so that a decision can say what it was taken on. */
  Optional<String> shown(UserTask task) {
    return desk(task).flatMap(desk -> desk.shown(task));
  }

  private Optional<TaskDesk> desk(UserTask task) {
    return desks.stream().filter(desk -> desk.isFor(task)).findFirst();
  }

  /**
   * Completing an unclaimed task of one's group claims it.
   *
   * @param shown what {@link #shown} answered when the actor saw the task
   */
  void complete(Actor actor, long key, Map<String, Object> values, @Nullable String shown) {
    UserTask task = actable(actor, key);
    List<String> problems = formOf(task).problemsWith(values);
    if (!problems.isEmpty()) {
      throw new TaskRefused(HttpStatus.BAD_REQUEST, String.join(" ", problems));
    }
    Map<String, Object> variables = new LinkedHashMap<>(values);
    desk(task).ifPresent(desk -> variables.putAll(desk.checked(new TaskDesk.Decision(task, actor.user(), null, values, shown))));
    if (task.assignee() == null) {
      assign(actor, task);
    }
    if (!ledger.intend(task, actor.user(), variables)) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is completed already, or just being completed.");
    }
    try {
      tasks.complete(key, variables);
    } catch (EngineRefused refused) {
      ledger.withdraw(key);
      throw conflict(key, refused);
    }
    ledger.settle(key);
  }

  private UserTask actable(Actor actor, long key) {
    UserTask task = seen(actor, key);
    if (!actor.mayAct(task)) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Task " + key + " is for " + String.join(", ", task.candidateGroups()) + "; only its members may act on it.");
    }
    if (!task.open()) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is not open any more: it is " + task.state().toLowerCase(Locale.ROOT)
          + (task.assignee() == null ? "." : " (" + task.assignee() + ")."));
    }
    if (task.assignee() != null && !task.assignee().equals(actor.user())) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is claimed by " + task.assignee() + ", who can complete or release it.");
    }
    if (isOwnRequest(actor, task)) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Four eyes: you asked for this yourself, so somebody else has to decide it.");
    }
    return task;
  }

  private void assign(Actor actor, UserTask task) {
    orConflict(task.key(), () -> tasks.assign(task.key(), actor.user()));
  }

  private static void orConflict(long key, Runnable command) {
    try {
      command.run();
    } catch (EngineRefused refused) {
      throw conflict(key, refused);
    }
  }

  private static TaskRefused conflict(long key, EngineRefused refused) {
    HttpStatus status = refused.isMissing() || refused.isConflict() ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST;
    String why = status == HttpStatus.CONFLICT ? "somebody else claimed it, or it is not open any more." : refused.getMessage();
    return new TaskRefused(status, "Task " + key + " could not be changed: " + why);
  }
}
