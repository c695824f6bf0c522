package dev.entente.provisioning;

/** The target answered no; trying again won't help. */
public class TargetRefused extends RuntimeException {

  public TargetRefused(String message) {
    super(message);
  }

  public TargetRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
