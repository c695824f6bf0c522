package dev.entente.engine.store;

/** A value that PostgreSQL can't keep. */
public final class UnstorableValue extends RuntimeException {

  private UnstorableValue(String message) {
    super(message, null, false, false);
  }

  static UnstorableValue nul(String name) {
    return new UnstorableValue("Expected the variable '%s' to be without the character U+0000, but it has one".formatted(name));
  }
}
