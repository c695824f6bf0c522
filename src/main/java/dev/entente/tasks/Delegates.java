package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who is told of a task because somebody else is away. */
@Component
class Delegates {

  private final Delegations delegations;
  private final Members members;
  private final TaskExtensions desks;

  Delegates(Delegations delegations, Members members, TaskExtensions desks) {
    this.delegations = delegations;
    this.members = members;
    this.desks = desks;
  }

  /** Those who may act, each with the person that they stand in for; of a claimed task only the one for whoever claimed it. */
  Map<String, String> of(UserTask task) {
    String kind = desks.kind(task);
    Map<String, String> names = new LinkedHashMap<>();
    for (Delegation delegation : members.asOfNow(delegations.inForceOf(task.candidateGroups()))) {
      boolean asked = task.assignee() == null || task.assignee().equals(delegation.delegator());
      if (asked && delegation.covers(task, kind)) {
        names.putIfAbsent(delegation.delegate(), delegation.delegator());
      }
    }
    return names;
  }
}
