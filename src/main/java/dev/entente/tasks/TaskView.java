package dev.entente.tasks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.entente.process.UserTask;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task as lists show it.
 *
 * @param key a 64-bit number, as text so that no client rounds it
 * @param kind what is decided about, such as TERMINATION, null for tasks whose name says it
 * @param about message key of it, for pages
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
    List<String> candidateUsers,
    @Nullable String kind,
    @JsonIgnore @Nullable String about,
    @Nullable OffsetDateTime createdAt,
    @Nullable OffsetDateTime dueAt,
    boolean overdue,
    boolean escalated) {

  /** Groups and people, one after the other. */
  public List<String> asked() {
    return Stream.concat(candidateGroups.stream(), candidateUsers.stream()).toList();
  }

  static TaskView of(UserTask task, @Nullable String partnerName, @Nullable String kind, @Nullable String about, OffsetDateTime now, boolean escalated) {
    return new TaskView(String.valueOf(task.key()), task.elementId(), task.name(), task.processId(), task.processName(),
        String.valueOf(task.processInstanceKey()), task.businessId(), partnerName, task.state(), task.assignee(), task.candidateGroups(), task.candidateUsers(),
        kind, about, task.createdAt(), task.dueAt(), task.open() && task.dueAt() != null && task.dueAt().isBefore(now), escalated);
  }
}
