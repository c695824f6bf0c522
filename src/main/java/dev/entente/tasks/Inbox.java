package dev.entente.tasks;

import dev.entente.partner.Partners;
import dev.entente.process.Slice;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of open tasks, as one actor may see them. */
@Component
class Inbox {

  private final UserTasks tasks;
  private final Partners partners;
  private final TaskNotices notices;
  private final Clock clock;

  Inbox(UserTasks tasks, Partners partners, TaskNotices notices, Clock clock) {
    this.tasks = tasks;
    this.partners = partners;
    this.notices = notices;
    this.clock = clock;
  }

  /** Which tasks: {@code mine}, {@code groups}, {@code unclaimed} or {@code all}; what one has groups for by default. */
  Slice<TaskView> list(Actor actor, @Nullable String scope, @Nullable String partnerId, int page, int size) {
    if (partnerId != null && !partnerId.isBlank()) {
      return ofPartner(actor, partnerId, page, size);
    }
    return viewed(tasks.open(whose(actor, scope), actor.user(), actor.groups(), page, size));
  }

  /** Open tasks of a partner that the actor may see, the most urgent first. */
  Slice<TaskView> ofPartner(Actor actor, String partnerId, int page, int size) {
    List<UserTask> all = tasks.ofBusinessId(partnerId).stream()
        .filter(actor::maySee)
        .sorted(Comparator.comparing(UserTask::dueAt, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
    int from = Math.min(all.size(), page * size);
    return viewed(new Slice<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size()));
  }

  TaskView view(UserTask task) {
    return viewed(new Slice<>(List.of(task), 0, 1, 1)).items().get(0);
  }

  static UserTasks.Whose whose(Actor actor, @Nullable String scope) {
    if ("mine".equals(scope)) {
      return UserTasks.Whose.MINE;
    }
    if ("unclaimed".equals(scope)) {
      return UserTasks.Whose.UNCLAIMED;
    }
    boolean all = "all".equals(scope) || (scope == null || scope.isBlank()) && actor.groups().isEmpty();
    return all && actor.seesAll() ? UserTasks.Whose.ALL : UserTasks.Whose.GROUPS;
  }

  private Slice<TaskView> viewed(Slice<UserTask> slice) {
    Collection<String> ids = slice.items().stream().map(UserTask::businessId).filter(Objects::nonNull).distinct().toList();
    Map<String, String> names = partners.names(ids);
    Set<Long> escalated = notices.escalated(slice.items().stream().map(UserTask::key).toList());
    OffsetDateTime now = OffsetDateTime.now(clock);
    return slice.map(task -> TaskView.of(task, task.businessId() == null ? null : names.get(task.businessId()), now, escalated.contains(task.key())));
  }
}
