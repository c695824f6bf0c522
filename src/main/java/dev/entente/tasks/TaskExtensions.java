package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what features have to say about their tasks. */
@Component
class TaskExtensions {

  private final List<TaskExtension> desks;

  TaskExtensions(List<TaskExtension> desks) {
    this.desks = desks;
  }

  Optional<TaskExtension> of(UserTask task) {
    return desks.stream().filter(desk -> desk.isFor(task)).findFirst();
  }

  /** What is decided about, by task; tasks without a kind are left out. */
  Map<Long, String> kinds(Collection<UserTask> tasks) {
    Map<Long, String> kinds = new LinkedHashMap<>();
    for (TaskExtension desk : desks) {
      List<UserTask> own = tasks.stream().filter(desk::isFor).toList();
      if (!own.isEmpty()) {
        kinds.putAll(desk.kinds(own));
      }
    }
    return kinds;
  }

  @Nullable String kind(UserTask task) {
    return kinds(List.of(task)).get(task.key());
  }

  /** Every kind that there may be, with the message key of its name. */
  Map<String, String> allKinds() {
    Map<String, String> all = new LinkedHashMap<>();
    desks.forEach(desk -> new TreeSet<>(desk.allKinds().keySet()).forEach(kind -> all.put(kind, String.valueOf(desk.allKinds().get(kind)))));
    return all;
  }
}
