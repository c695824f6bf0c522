package dev.entente.tasks;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A task can't be seen, claimed or completed like this; the reason says why and what to do. */
public class TaskRefused extends ResponseStatusException {

  private boolean lookAgain;

  public TaskRefused(HttpStatus status, String reason) {
    super(status, reason);
  }

  String reason() {
    return String.valueOf(getReason());
  }

  /** What was decided on is not what is true now; the page that shows the difference has to come before another try. */
  public static TaskRefused lookAgain(String reason) {
    TaskRefused refused = new TaskRefused(HttpStatus.CONFLICT, reason);
    refused.lookAgain = true;
    return refused;
  }

  boolean isToLookAgain() {
    return lookAgain;
  }
}
