package dev.entente.engine.expression;

/** Thrown when the text of an expression is not FEEL. */
public class InvalidExpression extends RuntimeException {

  public InvalidExpression(String message) {
    super(message);
  }
}
