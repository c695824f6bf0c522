package dev.entente.engine.api;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Kinds of fields: how a JSON value becomes an SQL parameter. */
final class Fields {

  private Fields() {}

  /** What a field holds. */
  enum FieldType { KEY, TEXT, ENUM, INTEGER, TIME, BOOLEAN, JSON, TEXTS }

  static Object parameter(String name, FieldType kind, Set<String> allowed, JsonNode value) {
    return switch (kind) {
      case KEY -> key(name, value);
      case INTEGER -> integer(name, value);
      case TIME -> time(name, value);
      case BOOLEAN -> bool(name, value);
      case ENUM -> allowed(name, allowed, text(name, value));
      case TEXT, TEXTS, JSON -> text(name, value);
    };
  }

  static long key(String name, JsonNode value) {
    try {
      if (value.isString()) {
        return Long.parseLong(value.stringValue().strip());
      }
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return value.longValue();
      }
    } catch (NumberFormatException noKey) {
      // falls through to the refusal
    }
    throw new BadRequest("The provided %s '%s' is not a valid key. Expected a numeric value.", name, value.isString() ? value.stringValue() : value);
  }

  private static int integer(String name, JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return value.intValue();
    }
    throw new BadRequest("Expected '%s' to be a whole number, but it was %s.", name, value);
  }

  private static OffsetDateTime time(String name, JsonNode value) {
    try {
      return OffsetDateTime.parse(text(name, value));
    } catch (DateTimeException noDate) {
      throw new BadRequest("The provided %s %s cannot be parsed as a date according to RFC 3339, section 5.6.", name, value);
    }
  }

  static boolean bool(String name, JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    throw new BadRequest("Expected '%s' to be true or false, but it was %s.", name, value);
  }

  static String text(String name, JsonNode value) {
    if (value.isString()) {
      return value.stringValue();
    }
    throw new BadRequest("Expected '%s' to be a string, but it was %s.", name, value);
  }

  private static String allowed(String name, Set<String> allowed, String value) {
    if (!allowed.contains(value)) {
      throw new BadRequest("Unexpected value '%s' for '%s'. Use any of the following values: %s", value, name, allowed);
    }
    return value;
  }
}
