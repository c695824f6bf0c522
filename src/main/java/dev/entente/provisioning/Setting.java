package dev.entente.provisioning;

import java.util.List;

/**
 * One setting of a kind of target.
 *
 * @param place whether it says which accounts are meant: a change of it may lose sight of what the ledger holds there
 * @param choices of a choice
 */
public record Setting(String name, Type type, boolean required, boolean place, String usual, List<String> choices) {

  /** How it is asked for and checked. */
  public enum Type {
    TEXT, URL, SECRET, SECONDS, CHOICE, LINES
  }

  public static Setting required(String name, Type type) {
    return new Setting(name, type, true, false, "", List.of());
  }

  public static Setting optional(String name, Type type, String usual) {
    return new Setting(name, type, false, false, usual, List.of());
  }

  /** The first is the usual one. */
  public static Setting choice(String name, String... choices) {
    return new Setting(name, Type.CHOICE, false, false, choices[0], List.of(choices));
  }

  public Setting atPlace() {
    return new Setting(name, type, required, true, usual, choices);
  }
}
