package dev.entente.provisioning;

import org.jspecify.annotations.Nullable;

/** The target could not be reached or did not answer; trying again later may help. */
public class TargetUnavailable extends RuntimeException {

  public TargetUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
