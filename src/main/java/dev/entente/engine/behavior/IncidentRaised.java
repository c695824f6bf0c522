package dev.entente.engine.behavior;

/** A step that can't be done as things are: an incident is raised and the token waits until it is resolved. */
final class IncidentRaised extends RuntimeException {

  private final String errorType;

  IncidentRaised(String errorType, String message) {
    super(message, null, false, false);
    this.errorType = errorType;
  }

  String errorType() {
    return errorType;
  }
}
