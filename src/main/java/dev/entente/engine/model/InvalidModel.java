package dev.entente.engine.model;

/** A process that can't be deployed; the message has a line for each element at fault, with its id and the reason. */
public final class InvalidModel extends RuntimeException {

  public InvalidModel(String message) {
    super(message, null, false, false);
  }
}
