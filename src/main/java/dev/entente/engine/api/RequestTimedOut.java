package dev.entente.engine.api;

/** What a request waited for did not come about in time. */
final class RequestTimedOut extends RuntimeException {

  RequestTimedOut(String detail, Object... arguments) {
    super(detail.formatted(arguments), null, false, false);
  }
}
