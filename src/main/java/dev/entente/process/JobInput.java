package dev.entente.process;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the variables of a job into the worker's input record. */
final class JobInput<I> {

  private final Class<I> type;
  private final JsonMapper json;
  private final ObjectReader reader;

  JobInput(Class<I> type, JsonMapper json) {
    if (!type.isRecord()) {
      throw new IllegalStateException("Expected the input of a worker to be a record, but " + type.getName() + " is none");
    }
    this.type = type;
    this.json = json.rebuild().addModule(new SingleValueRecords()).build();
    this.reader = this.json.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  List<String> variableNames() {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** A component is mandatory unless it is marked {@code @Nullable}. */
  I read(String variables) {
    JsonNode tree = json.readTree(variables);
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode value = tree.path(component.getName());
      if ((value.isMissingNode() || value.isNull()) && !isOptional(component)) {
        throw new UnusableInput("The step needs the variable '" + component.getName() + "', but the process does not hold it");
      }
      if (value.isString() && value.stringValue().isBlank() && SingleValueRecords.includes(component.getType())) {
        throw new UnusableInput("The step needs the variable '" + component.getName() + "', but it is blank");
      }
    }
    try {
      return reader.readValue(tree);
    } catch (ValueInstantiationException refused) {
      throw new UnusableInput(variableOf(refused) + " not fit the step: " + refused.getCause().getMessage());
    } catch (JacksonException failed) {
      throw new UnusableInput("The variables do not fit the step: " + failed.getOriginalMessage());
    }
  }

  private static String variableOf(JacksonException refused) {
    String path = refused.getPath().stream().map(JacksonException.Reference::getPropertyName).filter(Objects::nonNull).collect(Collectors.joining("."));
    return path.isEmpty() ? "The variables do" : "The variable '" + path + "' does";
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Trying again can't help; somebody has to change the variables or the diagram. */
  static final class UnusableInput extends RuntimeException {

    UnusableInput(String message) {
      super(message);
    }
  }
}
