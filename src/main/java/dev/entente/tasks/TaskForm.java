package dev.entente.tasks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a task's form, and what may be written into them: the server believes no browser. */
final class TaskForm {

  private static final int LONGEST_TEXT = 4000;

  private final Map<String, Field> fields = new LinkedHashMap<>();
  /** Only to be read, such as what the process knows already. */
  private final List<String> shown = new ArrayList<>();
  private final Map<String, Map<String, String>> choices = new LinkedHashMap<>();
  private final Function<String, Map<String, String>> choicesOf;

  TaskForm(@Nullable String schema, JsonMapper json) {
    this(schema, json, key -> Map.of());
  }

  /** @param choicesOf values and labels by the {@code valuesKey} of a field */
  TaskForm(@Nullable String schema, JsonMapper json, Function<String, Map<String, String>> choicesOf) {
    this.choicesOf = choicesOf;
    if (schema != null) {
      collect(json.readTree(schema).path("components"));
    }
  }

  /**
   * A field that somebody fills in.
   *
   * @param options values and labels of a choice, empty for free input
   */
  record Field(
      String key, String type, String label, boolean required, Map<String, String> options, int minLength, int maxLength, @Nullable Pattern pattern,
      double min, double max) {

    /** Null where the value fits, else why not. */
    @Nullable String problemWith(@Nullable Object value) {
      if (value == null || "".equals(value)) {
        return required ? "is required" : null;
      }
      return switch (type) {
        case "checkbox" -> value instanceof Boolean ? (required && !(Boolean) value ? "has to be checked" : null) : "takes true or false";
        case "number" -> value instanceof Number number ? problemWithNumber(number.doubleValue()) : "takes a number";
        case "select", "radio" -> options.containsKey(String.valueOf(value)) ? null : "takes one of " + String.join(", ", options.keySet());
        case "checklist", "taglist" -> value instanceof List<?> chosen && chosen.stream().allMatch(one -> options.containsKey(String.valueOf(one)))
            ? null : "takes a list of " + String.join(", ", options.keySet());
        default -> value instanceof String text ? problemWithText(text) : "takes text";
      };
    }

    private @Nullable String problemWithNumber(double number) {
      if (number < min) {
        return "takes at least " + plain(min);
      }
      return number > max ? "takes at most " + plain(max) : null;
    }

    private static String plain(double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private @Nullable String problemWithText(String text) {
      if (required && text.isBlank()) {
        return "is required";
      }
      if (text.length() < minLength) {
        return "takes at least " + minLength + " characters";
      }
      if (text.length() > maxLength) {
        return "takes at most " + maxLength + " characters, but has " + text.length();
      }
      return pattern == null || BoundedMatch.matches(pattern, text) ? null : "does not have the expected form";
    }
  }

  List<Field> fields() {
    return List.copyOf(fields.values());
  }

  /** What the form may show: the variables of its fields, and no others. */
  Map<String, Object> valuesFrom(Map<String, Object> variables) {
    Map<String, Object> values = new LinkedHashMap<>();
    Stream.concat(shown.stream(), fields.keySet().stream()).filter(key -> variables.get(key) != null).forEach(key -> values.put(key, variables.get(key)));
    choices.forEach((key, options) -> values.put(key, options.entrySet().stream()
        .map(option -> Map.of("value", option.getKey(), "label", option.getValue())).toList()));
    return values;
  }

  /** One sentence per fault; empty when the variables may be stored. */
  List<String> problemsWith(Map<String, Object> variables) {
    List<String> problems = new ArrayList<>();
    for (String unknown : new TreeSet<>(variables.keySet())) {
      if (!fields.containsKey(unknown)) {
        String shown = unknown.length() > 60 ? unknown.substring(0, 60) + "..." : unknown;
        problems.add("'" + shown + "' is no field of this task" + (fields.isEmpty() ? "." : "; its fields are " + String.join(", ", fields.keySet()) + "."));
      }
    }
    fields.values().forEach(field -> {
      String problem = field.problemWith(variables.get(field.key()));
      if (problem != null) {
        problems.add("'" + field.key() + "' (" + field.label() + ") " + problem + ".");
      }
    });
    return problems;
  }

  private void collect(JsonNode components) {
    for (JsonNode component : components) {
      if (component.path("components").isArray()) {
        collect(component.path("components"));
      } else if (component.hasNonNull("key") && (component.path("disabled").asBoolean(false) || component.path("readonly").asBoolean(false))) {
        shown.add(component.path("key").asString());
      } else if (component.hasNonNull("key")) {
        Field field = field(component);
        fields.put(field.key(), field);
      }
    }
  }

  private Field field(JsonNode component) {
    JsonNode validate = component.path("validate");
    Map<String, String> options = new LinkedHashMap<>();
    component.path("values").forEach(option -> options.put(option.path("value").asString(), option.path("label").asString()));
    if (component.hasNonNull("valuesKey")) {
      options.putAll(choices.computeIfAbsent(component.path("valuesKey").asString(), choicesOf));
    }
    String key = component.path("key").asString();
    boolean conditional = component.hasNonNull("conditional");
    return new Field(key, component.path("type").asString(""), component.path("label").asString(key),
        validate.path("required").asBoolean(false) && !conditional, options, validate.path("minLength").asInt(0),
        Math.min(validate.path("maxLength").asInt(LONGEST_TEXT), LONGEST_TEXT), pattern(validate.path("pattern").asString("")),
        validate.path("min").asDouble(-Double.MAX_VALUE), validate.path("max").asDouble(Double.MAX_VALUE));
  }

  private static @Nullable Pattern pattern(String text) {
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException unusable) {
      return null;
    }
  }
}
