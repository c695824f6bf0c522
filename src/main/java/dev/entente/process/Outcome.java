package dev.entente.process;

import java.util.Map;

/** How a job ended, short of a technical failure. */
public sealed interface Outcome {

  /** The job is done; the variables are merged into the process. */
  record Completed(Map<String, Object> variables) implements Outcome {}

  /** A business failure that the diagram catches by its code. */
  record BpmnError(String code, String message) implements Outcome {}

  static Outcome completed() {
    return new Completed(Map.of());
  }

  static Outcome completed(Map<String, Object> variables) {
    return new Completed(variables);
  }

  static Outcome error(String code, String message) {
    return new BpmnError(code, message);
  }
}
