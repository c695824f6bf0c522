package dev.entente.process;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The engine does not answer; what was asked may be asked again. */
@ResponseStatus(code = HttpStatus.SERVICE_UNAVAILABLE, reason = "The process engine does not answer. Try again in a moment.")
public class EngineUnavailable extends RuntimeException {

  EngineUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
