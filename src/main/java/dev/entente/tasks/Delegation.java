package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody stands in for somebody else, from one day to another, both included.
 *
 * @param groups whose tasks; empty for all groups of the delegator
 * @param processes ids; empty for all
 * @param kinds of approval; empty for all tasks
 * @param delegateGroups that the delegate was in when it was given: who has left one of them stands in no more
 */
record Delegation(
    long id,
    String delegator,
    String delegate,
    LocalDate startsOn,
    LocalDate endsOn,
    List<String> groups,
    List<String> processes,
    List<String> kinds,
    List<String> delegateGroups,
    String reason,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime endedAt,
    @Nullable String endedBy) {

  /**
   * What is left of it with the groups that both are in now; without any group it has no effect. Nobody hands over more than they have: only groups that
   * the delegator is in count, and what was handed to the delegator does not.
   */
  Delegation within(Set<String> groupsOfDelegator, Set<String> groupsOfDelegate) {
    List<String> kept = groups.isEmpty() ? List.copyOf(groupsOfDelegator) : groups.stream().filter(groupsOfDelegator::contains).toList();
    List<String> left = groupsOfDelegate.containsAll(delegateGroups) ? kept : List.of();
    return new Delegation(id, delegator, delegate, startsOn, endsOn, left, processes, kinds, delegateGroups, reason, createdAt, endedAt, endedBy);
  }

  boolean covers(UserTask task, @Nullable String kind) {
    return task.candidateGroups().stream().anyMatch(groups::contains)
        && (processes.isEmpty() || processes.contains(task.processId()))
        && (kinds.isEmpty() || kind != null && kinds.contains(kind));
  }

  public boolean isInForce(LocalDate today) {
    return endedAt == null && !today.isBefore(startsOn) && !today.isAfter(endsOn);
  }

  public boolean isOver(LocalDate today) {
    return endedAt != null || today.isAfter(endsOn);
  }
}
