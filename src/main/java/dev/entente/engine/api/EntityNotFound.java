package dev.entente.engine.api;

/** Something asked for by key that isn't there. */
final class EntityNotFound extends RuntimeException {

  EntityNotFound(String detail, Object... arguments) {
    super(detail.formatted(arguments), null, false, false);
  }

  static EntityNotFound of(String what, Object key) {
    return new EntityNotFound("%s with key '%s' not found", what, key);
  }
}
