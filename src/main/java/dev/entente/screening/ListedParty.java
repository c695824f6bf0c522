package dev.entente.screening;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a denied-party list with all its names.
 *
 * @param list short name of the list, such as {@code OFAC SDN}
 * @param entryId the list's own number
 * @param programs why it is listed, such as {@code CUBA}
 * @param countries of its addresses
 */
record ListedParty(String list, String entryId, Kind kind, @Nullable String programs, List<Name> names, List<String> countries) {

  enum Kind {
    INDIVIDUAL, ENTITY, VESSEL, AIRCRAFT;

    boolean isCraft() {
      return this == VESSEL || this == AIRCRAFT;
    }
  }

  /** @param alias not the entry's main name */
  record Name(String text, boolean alias) {}

  String mainName() {
    return names.get(0).text();
  }
}
