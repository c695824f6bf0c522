package dev.entente.process;

/**
 * Where a job stands in its process.
 *
 * @param retriesLeft attempts left, this one included
 */
public record JobContext(
    long jobKey, long processInstanceKey, long elementInstanceKey, String processId, String elementId, int retriesLeft) {

  public boolean lastAttempt() {
    return retriesLeft <= 1;
  }
}
