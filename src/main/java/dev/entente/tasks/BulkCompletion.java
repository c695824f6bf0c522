package dev.entente.tasks;

import dev.entente.process.EngineUnavailable;
import dev.entente.process.UserTask;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The same answer for several tasks of one kind: each is decided by itself, as on its own page, and has its own result. */
@Component
class BulkCompletion {

  static final int MOST = 20;
  private static final Set<String> PLAIN = Set.of("radio", "select", "textfield", "textarea", "number", "checkbox");

  private final TaskCompletion deciding;
  private final Inbox inbox;

  BulkCompletion(TaskCompletion deciding, Inbox inbox) {
    this.deciding = deciding;
    this.inbox = inbox;
  }

  /**
   * One of the tasks, and what became of it.
   *
   * @param task null when it can't be decided, or not any more
   * @param view null where the actor may not see the task
   * @param shown names the facts that are shown, and that the decision will hold for
   * @param problem why it was not, or can't be decided
   */
  record Item(
      long key, @Nullable UserTask task, @Nullable TaskView view, @Nullable String shown, @Nullable String beside, @Nullable String standsInFor, boolean done,
      @Nullable String problem) {

    public boolean isOpen() {
      return task != null;
    }

    Item refused(String why) {
      return new Item(key, task, view, shown, beside, standsInFor, false, why);
    }

    Item decided() {
      return new Item(key, null, view, null, null, standsInFor, true, null);
    }
  }

  List<Item> look(Actor actor, List<Long> keys) {
    return keys.stream().distinct().limit(MOST).map(key -> look(actor, key, null)).toList();
  }

  private Item look(Actor actor, long key, @Nullable String seen) {
    TaskView view = null;
    try {
      view = inbox.view(deciding.seen(actor, key));
      TaskCompletion.Acting acting = deciding.acting(actor, key);
      String shown = deciding.shown(acting.task()).orElse(null);
      String beside = deciding.beside(acting.task(), shown, seen).map(url -> url + (url.contains("?") ? "&" : "?") + "brief=true").orElse(null);
      return new Item(key, acting.task(), view, shown, beside, acting.voices().get(0).standsInFor(), false, null);
    } catch (TaskRefused refused) {
      return new Item(key, null, view, null, null, null, false, refused.reason());
    }
  }

  /** The form that fits all of them; empty where they are of different kinds, or the form needs its own page. */
  Optional<TaskForm> form(List<Item> items) {
    List<UserTask> open = items.stream().map(Item::task).filter(Objects::nonNull).toList();
    if (open.isEmpty() || open.stream().map(task -> task.processId() + "/" + task.elementId()).distinct().count() != 1) {
      return Optional.empty();
    }
    return Optional.of(deciding.formOf(open.get(0)))
        .filter(form -> form.valuesFrom(Map.of()).isEmpty() && form.fields().stream().allMatch(field -> PLAIN.contains(field.type())));
  }

  /** @param seen what the page named that the actor decided on */
  Item complete(Actor actor, Item item, String seen, Map<String, Object> values) {
    if (!item.isOpen()) {
      return item;
    }
    try {
      deciding.complete(actor, item.key(), values, seen.isEmpty() ? null : seen);
      return item.decided();
    } catch (TaskRefused refused) {
      return look(actor, item.key(), seen).refused(refused.reason());
    } catch (EngineUnavailable away) {
      return item.refused(String.valueOf(away.getMessage()));
    }
  }
}
