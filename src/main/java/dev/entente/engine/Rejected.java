package dev.entente.engine;

/** A command that can't be carried out as things are; nothing has changed. */
public final class Rejected extends RuntimeException {

  /** Why, in the words of the API. */
  public enum Code { INVALID_ARGUMENT, NOT_FOUND, INVALID_STATE, ALREADY_EXISTS }

  private final Code code;

  public Rejected(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  public static Rejected invalid(String detail, Object... args) {
    return new Rejected(Code.INVALID_ARGUMENT, detail.formatted(args));
  }

  public static Rejected notFound(String detail, Object... args) {
    return new Rejected(Code.NOT_FOUND, detail.formatted(args));
  }

  public static Rejected state(String detail, Object... args) {
    return new Rejected(Code.INVALID_STATE, detail.formatted(args));
  }
}
