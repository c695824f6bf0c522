package dev.entente.engine.api;

/** Part of the API that this runtime doesn't offer. */
final class NotImplemented extends RuntimeException {

  NotImplemented(String what) {
    super("The embedded runtime doesn't offer %s; a Camunda 8 cluster does.".formatted(what), null, false, false);
  }
}
