package dev.entente.approval;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the chain.
 *
 * @param seats the group of each seat; a group that has two seats is named twice
 * @param needed approvals that n of m asks for
 * @param escalateTo groups that may decide too when the time is up
 * @param samePerson whether somebody who decided on an earlier level may decide on this one again
 */
record Level(int number, Mode mode, List<String> seats, int needed, int workingDays, List<String> escalateTo, boolean samePerson) {

  /** A row of the decision table, as the process holds it. */
  record Row(int level, String groups, String mode, @Nullable Integer needed, int workingDays, @Nullable String escalateTo, @Nullable Boolean samePerson) {}

  /** @throws IllegalArgumentException when the row makes no sense, with the reason in words */
  static Level of(Row row) {
    List<String> seats = names(row.groups());
    Mode mode = mode(row);
    int needed = mode == Mode.N_OF_M ? row.needed() == null ? 0 : row.needed() : mode == Mode.FIRST ? 1 : seats.size();
    if (seats.isEmpty() || needed < 1 || needed > seats.size()) {
      throw new IllegalArgumentException("Level " + row.level() + " of approval-routing needs " + needed + " of " + seats.size() + " seats; give at least one group, and no more needed than groups.");
    }
    if (row.workingDays() < 1 || row.workingDays() > 90) {
      throw new IllegalArgumentException("Level " + row.level() + " of approval-routing gives " + row.workingDays() + " working days; give 1 to 90.");
    }
    return new Level(row.level(), mode, seats, needed, row.workingDays(), names(row.escalateTo()), Boolean.TRUE.equals(row.samePerson()));
  }

  private static Mode mode(Row row) {
    return Arrays.stream(Mode.values()).filter(mode -> mode.name().equals(row.mode())).findFirst().orElseThrow(() -> new IllegalArgumentException(
        "Level " + row.level() + " of approval-routing has the mode '" + row.mode() + "'; it is one of " + Arrays.toString(Mode.values()) + "."));
  }

  private static List<String> names(@Nullable String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }
}
