package dev.entente.engine;

import dev.entente.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

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

  /** A failure of the database that is the caller's: a text that can't be kept or looked for. Null for any other. */
  public static @Nullable Rejected unstorable(DataAccessException failed) {
    return Sql.isNul(failed) ? invalid("Expected texts without the character U+0000, but one has it") : null;
  }
}
