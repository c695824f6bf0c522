package dev.entente.engine.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.context.Context;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValLocalDateTime;
import org.camunda.feel.syntaxtree.ValLocalTime;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Turns FEEL values into plain JSON values. */
final class FeelValues {

  private FeelValues() {}

  static @Nullable Object toPlain(@Nullable Object value) {
    if (value == null || value == ValNull$.MODULE$) {
      return null;
    }
    if (value instanceof Val val) {
      return valToPlain(val);
    }
    if (value instanceof Number number) {
      return plainNumber(number);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), toPlain(item)));
      return copy;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(toPlain(item)));
      return copy;
    }
    if (value instanceof scala.collection.Iterable<?> items) {
      return items instanceof scala.collection.Map<?, ?> map ? toPlain(CollectionConverters.asJava(map)) : toPlain(CollectionConverters.asJava(items));
    }
    return value instanceof Boolean ? value : value.toString();
  }

  private static @Nullable Object valToPlain(Val val) {
    if (val instanceof ValNumber number) {
      return plainNumber(number.value().bigDecimal());
    }
    if (val instanceof ValString string) {
      return string.value();
    }
    if (val instanceof ValBoolean bool) {
      return bool.value();
    }
    if (val instanceof ValList list) {
      List<@Nullable Object> items = new ArrayList<>();
      CollectionConverters.asJava(list.itemsAsSeq()).forEach(item -> items.add(toPlain(item)));
      return items;
    }
    if (val instanceof ValContext context) {
      return contextToPlain(context.context());
    }
    return temporalToPlain(val);
  }

  private static String temporalToPlain(Val val) {
    if (val instanceof ValDate || val instanceof ValDateTime || val instanceof ValLocalDateTime || val instanceof ValTime
        || val instanceof ValLocalTime || val instanceof ValDayTimeDuration || val instanceof ValYearMonthDuration) {
      return val.toString();
    }
    if (val instanceof ValError error) {
      throw new EvaluationFailed(error.error());
    }
    if (val instanceof ValFatalError error) {
      throw new EvaluationFailed(error.error());
    }
    throw new EvaluationFailed("Expected a value that can be stored as a variable, but was a " + typeOf(val).toLowerCase() + ".");
  }

  private static Map<String, @Nullable Object> contextToPlain(Context context) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    CollectionConverters.asJava(context.variableProvider().getVariables()).forEach((name, item) -> plain.put(name, toPlain(item)));
    return plain;
  }

  /** Long when the number is whole and fits, else Double. */
  static Number plainNumber(Number number) {
    if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      return Double.isFinite(value) ? plainDecimal(BigDecimal.valueOf(value), value) : value;
    }
    if (number instanceof BigInteger integer) {
      return plainDecimal(new BigDecimal(integer), number.doubleValue());
    }
    return plainDecimal(number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString()), number.doubleValue());
  }

  private static Number plainDecimal(BigDecimal decimal, double inexact) {
    if (decimal.precision() - decimal.scale() > 19) {
      return inexact;
    }
    try {
      return decimal.longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      return inexact;
    }
  }

  /** The type name used in messages, such as NUMBER or DATE_TIME. */
  static String typeOf(Object value) {
    if (value == ValNull$.MODULE$) {
      return "NULL";
    }
    if (value instanceof ValDayTimeDuration) {
      return "DURATION";
    }
    if (value instanceof ValYearMonthDuration) {
      return "PERIOD";
    }
    if (value instanceof ValDateTime || value instanceof ValLocalDateTime) {
      return "DATE_TIME";
    }
    String name = value.getClass().getSimpleName();
    return name.startsWith("Val") ? name.substring(3).toUpperCase() : name.toUpperCase();
  }
}
