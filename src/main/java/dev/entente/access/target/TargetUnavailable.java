package dev.entente.access.target;

/** The target could not be reached or did not answer; trying again later may help. */
public class TargetUnavailable extends RuntimeException {

  public TargetUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
