package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as lists show it.
 *
 * @param key a 64-bit number, as text so that no client rounds it
 * @param overdue the time to act is up
 * @param escalated others were told so
 */
record TaskView(
    String key,
    String elementId,
    String name,
    String processId,
    String processName,
    String processInstanceKey,
    @Nullable String partnerId,
    @Nullable String partnerName,
    String state,
    @Nullable String assignee,
    List<String> candidateGroups,
    @Nullable OffsetDateTime createdAt,
    @Nullable OffsetDateTime dueAt,
    boolean overdue,
    boolean escalated) {

  static TaskView of(UserTask task, @Nullable String partnerName, OffsetDateTime now, boolean escalated) {
    return new TaskView(String.valueOf(task.key()), task.elementId(), task.name(), task.processId(), task.processName(),
        String.valueOf(task.processInstanceKey()), task.businessId(), partnerName, task.state(), task.assignee(), task.candidateGroups(),
        task.createdAt(), task.dueAt(), task.open() && task.dueAt() != null && task.dueAt().isBefore(now), escalated);
  }
}
