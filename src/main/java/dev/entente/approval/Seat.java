package dev.entente.approval;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One voice on a level.
 *
 * @param group that the seat is of
 * @param groups who may decide now: the group, and those it was escalated to
 * @param silentAt when its time ran out without an objection
 */
record Seat(
    int level, int number, String group, List<String> groups, @Nullable OffsetDateTime dueAt, int escalations, @Nullable OffsetDateTime escalatedAt,
    @Nullable OffsetDateTime silentAt) {

  /** As the process holds a seat that is asked. */
  Map<String, Object> variables() {
    return Map.of("number", number, "groups", groups, "dueAt", String.valueOf(dueAt));
  }
}
