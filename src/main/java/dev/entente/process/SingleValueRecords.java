package dev.entente.process;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;

/** Lets Jackson read a record of one component, such as an id, from its plain value as well as from an object. */
final class SingleValueRecords extends JacksonModule implements ValueInstantiators {

  private static final Map<Class<?>, Function<String, Object>> VALUES = Map.of(String.class, text -> text, UUID.class, UUID::fromString,
      long.class, Long::valueOf, Long.class, Long::valueOf, int.class, Integer::valueOf, Integer.class, Integer::valueOf);

  static boolean includes(Class<?> type) {
    return type.isRecord() && type.getRecordComponents().length == 1 && VALUES.containsKey(type.getRecordComponents()[0].getType());
  }

  @Override
  public String getModuleName() {
    return "single-value-records";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addValueInstantiators(this);
  }

  @Override
  public @Nullable ValueInstantiator findValueInstantiator(DeserializationConfig config, BeanDescription.Supplier described) {
    return null;
  }

  @Override
  public ValueInstantiator modifyValueInstantiator(DeserializationConfig config, BeanDescription.Supplier described, ValueInstantiator usual) {
    return includes(described.getBeanClass()) ? new FromPlainValue(described.getBeanClass(), usual) : usual;
  }

  private static final class FromPlainValue extends ValueInstantiator.Delegating {

    private final Class<?> type;

    FromPlainValue(Class<?> type, ValueInstantiator usual) {
      super(usual);
      this.type = type;
    }

    @Override
    public ValueInstantiator createContextual(DeserializationContext context, BeanDescription.Supplier described) {
      return new FromPlainValue(type, super.createContextual(context, described));
    }

    @Override
    public boolean canCreateFromString() {
      return true;
    }

    @Override
    public boolean canCreateFromInt() {
      return true;
    }

    @Override
    public boolean canCreateFromLong() {
      return true;
    }

    @Override
    public Object createFromInt(DeserializationContext context, int value) {
      return createFromString(context, String.valueOf(value));
    }

    @Override
    public Object createFromLong(DeserializationContext context, long value) {
      return createFromString(context, String.valueOf(value));
    }

    @Override
    public Object createFromString(DeserializationContext context, String text) {
      Class<?> component = type.getRecordComponents()[0].getType();
      try {
        Constructor<?> canonical = type.getDeclaredConstructor(component);
        ReflectionUtils.makeAccessible(canonical);
        return canonical.newInstance(VALUES.get(component).apply(text));
      } catch (InvocationTargetException refused) {
        return context.handleInstantiationProblem(type, text, refused.getCause());
      } catch (ReflectiveOperationException | IllegalArgumentException failed) {
        return context.handleInstantiationProblem(type, text, failed);
      }
    }
  }
}
