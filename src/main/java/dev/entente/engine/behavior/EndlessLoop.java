package dev.entente.engine.behavior;

/** A process that never waits; the command that runs it is given up. */
public final class EndlessLoop extends RuntimeException {

  EndlessLoop(String message) {
    super(message, null, false, false);
  }
}
