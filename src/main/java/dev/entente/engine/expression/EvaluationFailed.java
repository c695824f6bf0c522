package dev.entente.engine.expression;

/** Thrown when an expression or decision gives no value, or one of the wrong type; the message names the expression and the reason. */
public class EvaluationFailed extends RuntimeException {

  public EvaluationFailed(String message) {
    super(message);
  }
}
