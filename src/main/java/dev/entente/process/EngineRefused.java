package dev.entente.process;

/** The engine answered no, and why; asking again changes nothing. */
public class EngineRefused extends RuntimeException {

  private final int status;

  EngineRefused(int status, String detail, Throwable cause) {
    super(detail, cause);
    this.status = status;
  }

  /** As in HTTP: 400 invalid, 404 not found, 409 wrong state or already there. */
  public int status() {
    return status;
  }

  public boolean isMissing() {
    return status == 404;
  }

  public boolean isConflict() {
    return status == 409;
  }
}
