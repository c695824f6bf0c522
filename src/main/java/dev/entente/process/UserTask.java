package dev.entente.process;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that a person has to do.
 *
 * @param open whether it still waits for somebody
 * @param headers as modeled at the element
 * @param businessId the partner it is about
 */
public record UserTask(
    long key,
    String elementId,
    String name,
    String state,
    boolean open,
    @Nullable String assignee,
    List<String> candidateGroups,
    List<String> candidateUsers,
    String processId,
    String processName,
    long definitionKey,
    long processInstanceKey,
    @Nullable String businessId,
    @Nullable OffsetDateTime createdAt,
    @Nullable OffsetDateTime dueAt,
    Map<String, String> headers) {

  public UserTask dueAt(OffsetDateTime due) {
    return new UserTask(key, elementId, name, state, open, assignee, candidateGroups, candidateUsers, processId, processName, definitionKey,
        processInstanceKey, businessId, createdAt, due, headers);
  }

  /** Whether nobody may decide on a request of their own. */
  public boolean needsFourEyes() {
    return "true".equals(headers.get("fourEyes"));
  }

  UserTask about(@Nullable String business) {
    return new UserTask(key, elementId, name, state, open, assignee, candidateGroups, candidateUsers, processId, processName, definitionKey,
        processInstanceKey, business, createdAt, dueAt, headers);
  }
}
