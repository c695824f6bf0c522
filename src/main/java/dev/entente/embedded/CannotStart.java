package dev.entente.embedded;

/** Something that the default start brings along can't run here; the action says what the person who starts it can do. */
class CannotStart extends RuntimeException {

  private final String action;

  CannotStart(String problem, String action) {
    super(problem);
    this.action = action;
  }

  CannotStart(String problem, String action, Throwable cause) {
    super(problem, cause);
    this.action = action;
  }

  String action() {
    return action;
  }
}
