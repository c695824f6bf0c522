package dev.entente.engine.expression;

import io.camunda.zeebe.model.bpmn.util.time.Interval;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;
import org.jspecify.annotations.Nullable;

/** Compiles and evaluates expressions; {@code now()} and {@code today()} follow the clock given here. Safe for use by many threads. */
public final class Expressions {

  /** Longest expression accepted, in characters. */
  static final int MAX_LENGTH = 100_000;

  private final FeelEngineApi feel;

  public Expressions(Clock clock) {
    this.feel = FeelEngineBuilder.forJava()
        .withClock(() -> ZonedDateTime.now(clock))
        .withFunctionProvider(new FeelFunctions())
        .withCustomValueMapper(new KeepFeelValues())
        .build();
  }

  /** Compiles a FEEL expression (source starts with "=") or keeps a static text. */
  public CompiledExpression compile(String source) {
    if (!source.strip().startsWith("=")) {
      return new CompiledExpression(source, null, Set.of());
    }
    String text = source.strip().substring(1).strip();
    if (text.length() > MAX_LENGTH) {
      throw new InvalidExpression("Expected an expression of at most %d characters, but it has %d.".formatted(MAX_LENGTH, text.length()));
    }
    ParseResult result = parse(text);
    if (result.isFailure()) {
      throw new InvalidExpression(result.failure().message());
    }
    return new CompiledExpression(source, result.parsedExpression(), VariableNames.in(result.parsedExpression().expression()));
  }

  private ParseResult parse(String text) {
    try {
      return feel.parseExpression(text);
    } catch (StackOverflowError tooDeep) {
      throw new InvalidExpression("failed to parse expression '%s': it is nested too deeply".formatted(shorten(text)));
    }
  }

  /** The result as plain JSON value; the source text itself when the expression is static. */
  public @Nullable Object evaluate(CompiledExpression expression, VariableLookup variables) {
    if (expression.isStatic()) {
      return expression.source();
    }
    try {
      return FeelValues.toPlain(run(expression, variables).result());
    } catch (EvaluationFailed failed) {
      throw new EvaluationFailed("Failed to evaluate expression '%s': %s".formatted(expression.text(), failed.getMessage()));
    }
  }

  public boolean evaluateBoolean(CompiledExpression expression, VariableLookup variables) {
    if (expression.isStatic()) {
      return staticBoolean(expression);
    }
    return typed(expression, variables, "BOOLEAN", value -> value instanceof ValBoolean bool ? bool.value() : null);
  }

  private static boolean staticBoolean(CompiledExpression expression) {
    return switch (expression.source().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrongType(expression, "BOOLEAN", "STRING", List.of());
    };
  }

  /** A string; never null, never a number. */
  public String evaluateString(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "STRING", value -> FeelValues.toPlain(value) instanceof String text && !isTemporal(value) ? text : null);
  }

  /** A string or null. */
  public @Nullable String evaluateOptionalString(CompiledExpression expression, VariableLookup variables) {
    return typedOptional(expression, variables, "STRING", value -> FeelValues.toPlain(value) instanceof String text ? text : null);
  }

  /** A string, or a whole number as text: what a correlation key may be. */
  public String evaluateStringOrNumber(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "STRING' or 'NUMBER", value -> {
      Object plain = FeelValues.toPlain(value);
      return plain instanceof String || plain instanceof Number ? plain.toString() : null;
    });
  }

  /** Text of any temporal value or string: what a timer's date, duration or cycle, or a due date may be. */
  public String evaluateText(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "STRING", value -> FeelValues.toPlain(value) instanceof String text ? text : null);
  }

  /** A whole number. */
  public long evaluateLong(CompiledExpression expression, VariableLookup variables) {
    if (expression.isStatic()) {
      return staticLong(expression);
    }
    return typed(expression, variables, "NUMBER", value -> value instanceof ValNumber number ? number.value().toLong() : null);
  }

  private static long staticLong(CompiledExpression expression) {
    try {
      return Long.parseLong(expression.source().strip());
    } catch (NumberFormatException notANumber) {
      throw wrongType(expression, "NUMBER", "STRING", List.of());
    }
  }

  /** A list of plain JSON values. */
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> evaluateList(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "ARRAY", value -> FeelValues.toPlain(value) instanceof List<?> list ? (List<@Nullable Object>) list : null);
  }

  /** A list of strings; a static text is a comma separated list. */
  public List<String> evaluateStrings(CompiledExpression expression, VariableLookup variables) {
    if (expression.isStatic()) {
      return List.of(expression.source().split(",")).stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
    }
    List<String> strings = new ArrayList<>();
    for (Object item : evaluateList(expression, variables)) {
      if (!(item instanceof String text)) {
        throw wrongType(expression, "ARRAY of STRING", "ARRAY", List.of("It contains " + item));
      }
      strings.add(text);
    }
    return strings;
  }

  /** A duration with years to seconds, from a FEEL duration or ISO 8601 text. */
  public Interval evaluateInterval(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "DURATION", value -> {
      if (value instanceof ValDayTimeDuration duration) {
        return new Interval(duration.value());
      }
      if (value instanceof ValYearMonthDuration period) {
        return new Interval(period.value());
      }
      return value instanceof ValDateTime ? null : text(value).map(text -> parsed(expression, "DURATION", text, Interval::parse)).orElse(null);
    });
  }

  /** A time span in milliseconds counted from a given instant, since months and years differ in length. */
  public Duration evaluateDuration(CompiledExpression expression, VariableLookup variables, Instant from) {
    return Duration.ofMillis(evaluateInterval(expression, variables).toEpochMilli(from.toEpochMilli()) - from.toEpochMilli());
  }

  /** A point in time, from a FEEL date and time with zone or offset, or ISO 8601 text of that kind. */
  public Instant evaluateInstant(CompiledExpression expression, VariableLookup variables) {
    return typed(expression, variables, "DATE_TIME", value -> value instanceof ValDateTime dateTime
        ? dateTime.value().toInstant()
        : text(value).map(text -> parsed(expression, "DATE_TIME", text, Expressions::parseInstant)).orElse(null));
  }

  static Instant parseInstant(String text) {
    String iso = text.replaceFirst("@(.+)$", "[$1]");
    return ZonedDateTime.parse(iso).toInstant();
  }

  private static Optional<String> text(Object value) {
    return FeelValues.toPlain(value) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static boolean isTemporal(Object value) {
    return value instanceof Val && !(value instanceof org.camunda.feel.syntaxtree.ValString);
  }

  private static <T> T parsed(CompiledExpression expression, String type, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException invalid) {
      throw new EvaluationFailed("Expected result of the expression '%s' to be '%s', but could not read '%s': %s"
          .formatted(expression.text(), type, text, invalid.getMessage()));
    }
  }

  private <T> T typed(CompiledExpression expression, VariableLookup variables, String type, Function<Object, @Nullable T> conversion) {
    Outcome outcome = outcome(expression, variables);
    T result = conversion.apply(outcome.value());
    if (result == null) {
      throw wrongType(expression, type, FeelValues.typeOf(outcome.value()), outcome.warnings());
    }
    return result;
  }

  private <T> @Nullable T typedOptional(CompiledExpression expression, VariableLookup variables, String type, Function<Object, @Nullable T> conversion) {
    Outcome outcome = outcome(expression, variables);
    return FeelValues.typeOf(outcome.value()).equals("NULL") ? null : typed(expression, variables, type, conversion);
  }

  /** A FEEL value (or the static text) and what the engine warned of. */
  private record Outcome(Object value, List<String> warnings) {}

  private Outcome outcome(CompiledExpression expression, VariableLookup variables) {
    if (expression.isStatic()) {
      return new Outcome(expression.source(), List.of());
    }
    EvaluationResult result = run(expression, variables);
    List<String> warnings = result.getSuppressedFailures().stream().map(Object::toString).distinct().toList();
    return new Outcome(result.result(), warnings);
  }

  private EvaluationResult run(CompiledExpression expression, VariableLookup variables) {
    EvaluationResult result;
    try {
      result = feel.evaluate(expression.parsed(), new FeelContext(variables));
    } catch (StackOverflowError tooDeep) {
      throw new EvaluationFailed("Failed to evaluate expression '%s': it is nested too deeply".formatted(shorten(expression.text())));
    }
    if (result.isFailure()) {
      throw new EvaluationFailed("Failed to evaluate expression '%s': %s".formatted(expression.text(), result.failure().message()));
    }
    return result;
  }

  /** What the engine warned of while evaluating, such as missing variables; for the expression end point. */
  public Evaluated evaluateWithWarnings(CompiledExpression expression, Map<String, ? extends @Nullable Object> variables) {
    Outcome outcome = outcome(expression, VariableLookup.of(variables));
    return new Evaluated(FeelValues.toPlain(outcome.value()), outcome.warnings());
  }

  /** A result and its warnings. */
  public record Evaluated(@Nullable Object result, List<String> warnings) {}

  private static EvaluationFailed wrongType(CompiledExpression expression, String expected, String actual, List<String> warnings) {
    String message = "Expected result of the expression '%s' to be '%s', but was '%s'.".formatted(expression.text(), expected, actual);
    return new EvaluationFailed(warnings.isEmpty()
        ? message
        : message + " The evaluation reported the following warnings:\n" + String.join("\n", warnings));
  }

  private static String shorten(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  /** Leaves results as FEEL values so that their types can still be told apart. */
  private static final class KeepFeelValues extends JavaCustomValueMapper {

    @Override
    public Optional<Val> toValue(@Nullable Object value, Function<Object, Val> inner) {
      return Optional.empty();
    }

    @Override
    public Optional<Object> unpackValue(Val value, Function<Val, Object> inner) {
      return Optional.of(value);
    }

    @Override
    public int priority() {
      return 100;
    }
  }
}
