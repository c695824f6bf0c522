package dev.entente.engine.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;

/** Functions Camunda adds to FEEL: {@code cycle([repetitions,] interval)} builds a repeating interval, {@code fromAi(value, ...)} gives its value. */
final class FeelFunctions extends JavaFunctionProvider {

  private static final Map<String, List<JavaFunction>> FUNCTIONS = Map.of(
      "cycle", List.of(
          new JavaFunction(List.of("interval"), arguments -> cycle("R", arguments.get(0))),
          new JavaFunction(List.of("repetitions", "interval"), FeelFunctions::countedCycle)),
      "fromAi", List.of(
          fromAi("value"), fromAi("value", "description"), fromAi("value", "description", "type"),
          fromAi("value", "description", "type", "schema"), fromAi("value", "description", "type", "schema", "options")));

  @Override
  public Optional<JavaFunction> resolveFunction(String name) {
    return resolveFunctions(name).stream().findFirst();
  }

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  @Override
  public Collection<String> getFunctionNames() {
    return FUNCTIONS.keySet();
  }

  private static Val countedCycle(List<Val> arguments) {
    Val repetitions = arguments.get(0);
    if (repetitions == ValNull$.MODULE$) {
      return cycle("R", arguments.get(1));
    }
    return repetitions instanceof ValNumber number
        ? cycle("R" + number.value().intValue(), arguments.get(1))
        : new ValError("cycle function expected a repetitions (number) argument, but found '" + repetitions + "'");
  }

  private static Val cycle(String prefix, Val interval) {
    boolean duration = interval instanceof ValDayTimeDuration || interval instanceof ValYearMonthDuration;
    return duration
        ? new ValString(prefix + "/" + interval)
        : new ValError("cycle function expected an interval (duration) argument, but found '" + interval + "'");
  }

  private static JavaFunction fromAi(String... parameters) {
    Function<List<Val>, Val> value = arguments -> arguments.get(0);
    return new JavaFunction(List.of(parameters), value);
  }
}
