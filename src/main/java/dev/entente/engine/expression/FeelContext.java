package dev.entente.engine.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Shows a {@link VariableLookup} to the FEEL engine. */
final class FeelContext extends CustomContext implements VariableProvider {

  private final VariableLookup lookup;

  FeelContext(VariableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public VariableProvider variableProvider() {
    return this;
  }

  @Override
  public Option<Object> getVariable(String name) {
    return lookup.has(name) ? new scala.Some<>(known(lookup.value(name))) : scala.Option.empty();
  }

  @Override
  public Iterable<String> keys() {
    return CollectionConverters.asScala(lookup.names());
  }

  @Override
  public scala.collection.immutable.Map<String, Object> getVariables() {
    scala.collection.mutable.Map<String, Object> all = new scala.collection.mutable.HashMap<>();
    lookup.names().forEach(name -> all.put(name, known(lookup.value(name))));
    return scala.collection.immutable.Map$.MODULE$.from(all);
  }

  @SuppressWarnings("NullAway")
  private static Object known(@Nullable Object value) {
    return value instanceof BigInteger integer ? new BigDecimal(integer) : value;
  }
}
