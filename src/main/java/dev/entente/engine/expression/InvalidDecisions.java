package dev.entente.engine.expression;

/** Thrown when a DMN file can't be used; the message says why and names the decision where it can. */
public class InvalidDecisions extends RuntimeException {

  public InvalidDecisions(String message) {
    super(message);
  }
}
