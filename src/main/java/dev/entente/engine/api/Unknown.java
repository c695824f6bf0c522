package dev.entente.engine.api;

/** Something asked for by key that isn't there. */
final class Unknown extends RuntimeException {

  Unknown(String detail, Object... arguments) {
    super(detail.formatted(arguments), null, false, false);
  }

  static Unknown of(String what, Object key) {
    return new Unknown("%s with key '%s' not found", what, key);
  }
}
