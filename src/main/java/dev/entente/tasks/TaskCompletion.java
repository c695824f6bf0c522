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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Claiming, releasing and completing tasks: by whom it is allowed, with what, and once. */
@Component
class TaskCompletion {

  private final UserTasks tasks;
  private final DecisionLedger ledger;
  private final TaskExtensions desks;
  private final TaskForms forms;
  private final FourEyes fourEyes;

  TaskCompletion(UserTasks tasks, DecisionLedger ledger, TaskExtensions desks, TaskForms forms, FourEyes fourEyes) {
    this.tasks = tasks;
    this.ledger = ledger;
    this.desks = desks;
    this.forms = forms;
    this.fourEyes = fourEyes;
  }

  UserTask seen(Actor actor, long key) {
    UserTask task = tasks.find(key)
        .orElseThrow(() -> new TaskRefused(HttpStatus.NOT_FOUND, "There is no task " + key + "."));
    if (!actor.maySee(task, desks.kind(task))) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Task " + key + " is for " + String.join(", ", task.candidateGroups()) + ", and you are no member.");
    }
    return task;
  }

  TaskForm formOf(UserTask task) {
    return forms.of(task);
  }

  /**
   * What the actor may do about a task.
   *
   * @param voices as whom the actor may act, empty for nobody
   * @param ownRequest four eyes keep the actor from it
   */
  record Permission(List<OnBehalfOf> voices, boolean ownRequest) {

    boolean mayAct() {
      return !voices.isEmpty();
    }

    /** Whether nobody else has it, or somebody whom the actor stands in for. */
    boolean isFree(Actor actor, UserTask task) {
      return task.assignee() == null || task.assignee().equals(actor.user()) || task.assignee().equals(standsInFor());
    }

    /** Whom the actor stands in for, where it does. */
    @Nullable String standsInFor() {
      return voices.isEmpty() ? null : voices.get(0).standsInFor();
    }
  }

  Permission standing(Actor actor, UserTask task) {
    List<OnBehalfOf> voices = speaking(task, actor.voices(task, desks.kind(task)));
    List<OnBehalfOf> impartial = fourEyes.impartial(actor, task, voices);
    return new Permission(impartial, !voices.isEmpty() && impartial.isEmpty());
  }

  /** What somebody has claimed who is away is decided in their place, also by another member of the group. */
  private static List<OnBehalfOf> speaking(UserTask task, List<OnBehalfOf> voices) {
    List<OnBehalfOf> forClaimant = voices.stream().filter(voice -> task.assignee() != null && task.assignee().equals(voice.standsInFor())).toList();
    return forClaimant.isEmpty() ? voices : forClaimant;
  }

  void claim(Actor actor, long key) {
    Acting acting = acting(actor, key);
    if (actor.user().equals(acting.task().assignee())) {
      return;
    }
    assign(actor, acting.task());
    ledger.claimed(acting.task(), actor.user(), acting.voices().get(0).standsInFor(), "task.claimed");
  }

  void unclaim(Actor actor, long key) {
    Acting acting = acting(actor, key);
    if (!actor.user().equals(acting.task().assignee())) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is not claimed by you.");
    }
    orConflict(key, () -> tasks.unassign(key));
    ledger.claimed(acting.task(), actor.user(), null, "task.released");
  }

  /**
   * Where the fragment is found that shows what is decided about.
   *
   * @param shown what {@link #shown} answers for the page that it stands on
   * @param seen what it answered for the page that was looked at before
   */
  Optional<String> beside(UserTask task, @Nullable String shown, @Nullable String seen) {
    return desks.of(task).flatMap(desk -> desk.beside(task)).map(url -> UriComponentsBuilder.fromPath(url)
        .queryParamIfPresent("shown", Optional.ofNullable(shown)).queryParamIfPresent("seen", Optional.ofNullable(seen)).encode().toUriString());
  }

  /** Whom the decider of a completed task stood in for. */
  Optional<String> decidedFor(UserTask task) {
    return task.open() ? Optional.empty() : ledger.decidedFor(task.key());
  }

  /** Names what the task's page shows beside the form, so that a decision can say what it was taken on. */
  Optional<String> shown(UserTask task) {
    return desks.of(task).flatMap(desk -> desk.shown(task));
  }

  /**
   * Completing an unclaimed task of one's group claims it.
   *
   * @param shown what {@link #shown} answered when the actor saw the task
   */
  void complete(Actor actor, long key, Map<String, Object> values, @Nullable String shown) {
    Acting acting = acting(actor, key);
    UserTask task = acting.task();
    List<String> problems = formOf(task).problemsWith(values);
    if (!problems.isEmpty()) {
      throw new TaskRefused(HttpStatus.BAD_REQUEST, String.join(" ", problems));
    }
    Checked checked = checked(acting, actor, values, shown);
    if (!actor.user().equals(task.assignee())) {
      assign(actor, task);
    }
    if (!ledger.intend(task, actor.user(), checked.voice().standsInFor(), values)) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is completed already, or just being completed.");
    }
    try {
      tasks.complete(key, checked.variables());
    } catch (EngineRefused refused) {
      ledger.withdraw(key);
      throw conflict(key, refused);
    }
    ledger.settle(key);
  }

  private record Checked(OnBehalfOf voice, Map<String, Object> variables) {}

  /** Who stands in for several speaks for the first of them whose voice the feature takes. */
  private Checked checked(Acting acting, Actor actor, Map<String, Object> values, @Nullable String shown) {
    Optional<TaskExtension> desk = desks.of(acting.task());
    TaskRefused last = null;
    for (OnBehalfOf voice : acting.voices()) {
      try {
        Map<String, Object> variables = new LinkedHashMap<>(values);
        desk.ifPresent(one -> variables.putAll(one.checked(new TaskExtension.Decision(acting.task(), actor.user(), voice.standsInFor(), values, shown))));
        return new Checked(voice, variables);
      } catch (TaskRefused refused) {
        last = refused;
      }
    }
    throw last == null ? new IllegalStateException("Expected somebody to act on task " + acting.task().key() + ", but there is nobody") : last;
  }

  /** A task that the actor may act on, and as whom. */
  record Acting(UserTask task, List<OnBehalfOf> voices) {}

  Acting acting(Actor actor, long key) {
    UserTask task = seen(actor, key);
    Permission standing = standing(actor, task);
    if (standing.ownRequest()) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Four eyes: you, or the person you stand in for, asked for this or are a contact of this partner, so somebody else has to decide it.");
    }
    if (!standing.mayAct()) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Task " + key + " is for " + String.join(", ", task.candidateGroups()) + "; only its members may act on it.");
    }
    if (!task.open()) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is not open any more: it is " + task.state().toLowerCase(Locale.ROOT)
          + (task.assignee() == null ? "." : " (" + task.assignee() + ")."));
    }
    if (!standing.isFree(actor, task)) {
      throw new TaskRefused(HttpStatus.CONFLICT, "Task " + key + " is claimed by " + task.assignee() + ", who can complete or release it.");
    }
    return new Acting(task, standing.voices());
  }

  /** Takes it over where the one who has it is away. */
  private void assign(Actor actor, UserTask task) {
    orConflict(task.key(), () -> {
      if (task.assignee() == null) {
        tasks.assign(task.key(), actor.user());
      } else {
        tasks.reassign(task.key(), actor.user());
      }
    });
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
