package dev.entente.process;

import org.jspecify.annotations.Nullable;

/** The engine does not answer; what was asked may be asked again. */
public class EngineUnavailable extends RuntimeException {

  EngineUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
