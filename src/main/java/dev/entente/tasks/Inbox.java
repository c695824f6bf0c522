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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of open tasks, as one actor may see them. */
@Component
class Inbox {

  static final String DELEGATED = "delegated";
  private static final int MOST_DELEGATED = 500;

  private final UserTasks tasks;
  private final Partners partners;
  private final TaskNotices notices;
  private final TaskExtensions desks;
  private final Clock clock;

  Inbox(UserTasks tasks, Partners partners, TaskNotices notices, TaskExtensions desks, Clock clock) {
    this.tasks = tasks;
    this.partners = partners;
    this.notices = notices;
    this.desks = desks;
    this.clock = clock;
  }

  /** Which tasks: {@code mine}, {@code groups}, {@code unclaimed}, {@code delegated} or {@code all}; what one has groups for by default. */
  Slice<TaskView> list(Actor actor, @Nullable String scope, @Nullable String partnerId, int page, int size) {
    if (partnerId != null && !partnerId.isBlank()) {
      return ofPartner(actor, partnerId, page, size);
    }
    if (DELEGATED.equals(scope)) {
      return viewed(delegated(actor, page, size));
    }
    return viewed(tasks.open(whose(actor, scope), actor.user(), actor.groups(), page, size));
  }

  /** Open tasks of a partner that the actor may see, the most urgent first. */
  Slice<TaskView> ofPartner(Actor actor, String partnerId, int page, int size) {
    List<UserTask> all = tasks.ofBusinessId(partnerId).stream()
        .sorted(Comparator.comparing(UserTask::dueAt, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
    Map<Long, String> kinds = desks.kinds(all);
    return viewed(slice(all.stream().filter(task -> actor.maySee(task, kinds.get(task.key()))).toList(), page, size));
  }

  /** What others handed over, among the most urgent tasks of their groups: processes and kinds narrow it in a way that no search of the engine can. */
  private Slice<UserTask> delegated(Actor actor, int page, int size) {
    Set<String> groups = actor.standingIn().stream().flatMap(one -> one.groups().stream()).collect(Collectors.toCollection(TreeSet::new));
    List<UserTask> candidates = tasks.open(UserTasks.Whose.OF_GROUPS, actor.user(), groups, 0, MOST_DELEGATED).items();
    Map<Long, String> kinds = desks.kinds(candidates);
    return slice(candidates.stream()
        .filter(task -> actor.standingIn().stream().anyMatch(one -> one.covers(task, kinds.get(task.key())))).toList(), page, size);
  }

  private static Slice<UserTask> slice(List<UserTask> all, int page, int size) {
    int from = (int) Math.min(all.size(), (long) page * size);
    return new Slice<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size());
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
    Map<Long, String> kinds = desks.kinds(slice.items());
    Map<String, String> labels = desks.allKinds();
    OffsetDateTime now = OffsetDateTime.now(clock);
    return slice.map(task -> TaskView.of(task, task.businessId() == null ? null : names.get(task.businessId()),
        kinds.get(task.key()), kinds.containsKey(task.key()) ? labels.get(kinds.get(task.key())) : null, now, escalated.contains(task.key())));
  }
}
