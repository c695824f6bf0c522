package dev.entente.evidence;

/** A file is not kept: it is empty, too large, or none of the kinds that are taken. */
public class FileRefused extends RuntimeException {

  /** Why; the text for people is the message {@code evidence.refused.<reason>}. */
  public enum Reason {
    EMPTY, TOO_LARGE, KIND
  }

  private final Reason reason;

  FileRefused(Reason reason) {
    super("A file was refused: " + reason);
    this.reason = reason;
  }

  public String messageKey() {
    return "evidence.refused." + reason;
  }
}
