package dev.entente.tasks;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A task can't be seen, claimed or completed like this; the reason says why and what to do. */
public class TaskRefused extends ResponseStatusException {

  public TaskRefused(HttpStatus status, String reason) {
    super(status, reason);
  }

  String reason() {
    return String.valueOf(getReason());
  }
}
