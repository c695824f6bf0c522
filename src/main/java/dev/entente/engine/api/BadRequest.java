package dev.entente.engine.api;

/** A request that can't be understood; the message names the field and what was expected. */
final class BadRequest extends RuntimeException {

  BadRequest(String detail, Object... arguments) {
    super(detail.formatted(arguments), null, false, false);
  }
}
