package dev.entente.engine.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object of a request field by field; a wrong type or an unknown field is a {@link BadRequest} that names it. */
final class Body {

  private final ObjectNode node;

  private Body(ObjectNode node) {
    this.node = node;
  }

  /** The body, or an empty one when there is none; only the given fields may occur. */
  static Body of(@Nullable ObjectNode node, String... fields) {
    ObjectNode present = node == null ? JsonNodeFactory.instance.objectNode() : node;
    Set<String> known = Set.of(fields);
    for (String name : present.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadRequest("Expected only the fields %s, but found '%s'.", List.of(fields), name);
      }
    }
    return new Body(present);
  }

  boolean has(String name) {
    return node.has(name);
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  String required(String name) {
    String value = string(name);
    if (value == null || value.isBlank()) {
      throw new BadRequest("No %s provided.", name);
    }
    return value;
  }

  @Nullable String string(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isString()) {
      throw new BadRequest("Expected field '%s' to be a string, but it was %s.", name, value);
    }
    return value == null ? null : value.stringValue();
  }

  String string(String name, String otherwise) {
    String value = string(name);
    return value == null ? otherwise : value;
  }

  @Nullable Long number(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new BadRequest("Expected field '%s' to be a whole number, but it was %s.", name, value);
    }
    return value.longValue();
  }

  long number(String name, long otherwise) {
    Long value = number(name);
    return value == null ? otherwise : value;
  }

  /** A number that must be given and greater than zero. */
  long positive(String name) {
    Long value = number(name);
    if (value == null || value <= 0) {
      throw new BadRequest("The value for %s is '%s' but must be greater than 0.", name, value);
    }
    return value;
  }

  int integer(String name, int otherwise) {
    long value = number(name, otherwise);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new BadRequest("Expected field '%s' to be a 32-bit number, but it was %d.", name, value);
    }
    return (int) value;
  }

  /** A key: a string of digits, or a number. */
  @Nullable Long key(String name) {
    JsonNode value = value(name);
    return value == null ? null : Fields.key(name, value);
  }

  boolean bool(String name, boolean otherwise) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new BadRequest("Expected field '%s' to be true or false, but it was %s.", name, value);
    }
    return value.booleanValue();
  }

  Map<String, @Nullable Object> requiredVariables() {
    if (value("variables") == null) {
      throw new BadRequest("No variables provided.");
    }
    return variables();
  }

  Map<String, @Nullable Object> variables() {
    JsonNode value = value("variables");
    if (value == null) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw new BadRequest("Expected field 'variables' to be an object, but it was %s.", value.getNodeType());
    }
    return ApiJson.plainMap(value);
  }

  List<String> strings(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode item : array(name, value)) {
      if (!item.isString()) {
        throw new BadRequest("Expected field '%s' to hold strings, but found %s.", name, item);
      }
      strings.add(item.stringValue());
    }
    return strings;
  }

  Set<String> set(String name) {
    return new LinkedHashSet<>(strings(name));
  }

  List<Body> objects(String name, String... fields) {
    JsonNode value = value(name);
    List<Body> objects = new ArrayList<>();
    if (value != null) {
      for (JsonNode item : array(name, value)) {
        objects.add(of(asObject(name, item), fields));
      }
    }
    return objects;
  }

  @Nullable Body object(String name, String... fields) {
    JsonNode value = value(name);
    return value == null ? null : of(asObject(name, value), fields);
  }

  @Nullable ObjectNode node(String name) {
    JsonNode value = value(name);
    return value == null ? null : asObject(name, value);
  }

  /** A point in time; an empty text counts as none. */
  @Nullable Instant instant(String name) {
    String text = string(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException noDate) {
      throw new BadRequest("The provided %s '%s' cannot be parsed as a date according to RFC 3339, section 5.6.", name, text);
    }
  }

  private static JsonNode array(String name, JsonNode value) {
    if (!value.isArray()) {
      throw new BadRequest("Expected field '%s' to be an array, but it was %s.", name, value);
    }
    return value;
  }

  private static ObjectNode asObject(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new BadRequest("Expected field '%s' to be an object, but it was %s.", name, value);
  }
}
