package dev.entente.engine.store;

/** A value that PostgreSQL can't keep. */
public final class Unstorable extends RuntimeException {

  private Unstorable(String message) {
    super(message, null, false, false);
  }

  static Unstorable nul(String name) {
    return new Unstorable("Expected the variable '%s' to be without the character U+0000, but it has one".formatted(name));
  }
}
