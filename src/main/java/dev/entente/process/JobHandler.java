package dev.entente.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does the jobs of one type.
 *
 * @param name of the method, for people
 * @param variableNames to fetch
 * @param undoneBy job types that take back what it gives, where it gives access
 */
record JobHandler(String jobType, String name, List<String> variableNames, List<String> undoneBy, Call call) {

  /** Reads the variables, a JSON object, and does the work. */
  @FunctionalInterface
  interface Call {

    Outcome work(String variables, JobContext job) throws Exception;
  }

  static JobHandler of(Object bean, Method declared, JsonMapper json) {
    String name = declared.getDeclaringClass().getSimpleName() + "." + declared.getName();
    String jobType = declared.getAnnotation(JobType.class).value();
    Method method = callable(bean, declared, name);
    List<String> undoneBy = declared.isAnnotationPresent(GivesAccess.class) ? List.of(declared.getAnnotation(GivesAccess.class).undoneBy()) : List.of();
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    if (parameters.isEmpty()) {
      return new JobHandler(jobType, name, List.of(), undoneBy, (variables, job) -> invoke(bean, method));
    }
    if (parameters.equals(List.of(JobContext.class))) {
      return new JobHandler(jobType, name, List.of(), undoneBy, (variables, job) -> invoke(bean, method, job));
    }
    JobInput<?> input = new JobInput<>(parameters.get(0), json);
    return new JobHandler(jobType, name, input.variableNames(), undoneBy, parameters.size() == 1
        ? (variables, job) -> invoke(bean, method, input.read(variables))
        : (variables, job) -> invoke(bean, method, input.read(variables), job));
  }

  private static Method callable(Object bean, Method declared, String name) {
    if (!hasExpectedSignature(declared)) {
      throw new IllegalStateException("Expected @JobType method " + name + " to return Outcome and to take at most a record and then a JobContext, but it is "
          + declared.toGenericString());
    }
    if (AopUtils.isAopProxy(bean)) {
      throw new IllegalStateException("Expected the bean of @JobType method " + name + " to be called as it is, but it is behind the proxy "
          + bean.getClass().getName() + ": put transactions into the use case that it calls");
    }
    ReflectionUtils.makeAccessible(declared);
    return declared;
  }

  private static boolean hasExpectedSignature(Method method) {
    Class<?>[] taken = method.getParameterTypes();
    boolean contextIsLast = taken.length < 2 || taken[1] == JobContext.class && taken[0] != JobContext.class;
    return method.getReturnType() == Outcome.class && taken.length <= 2 && contextIsLast && (taken.length == 0 || taken[0].isRecord());
  }

  private static Outcome invoke(Object bean, Method method, Object... arguments) throws Exception {
    try {
      return (Outcome) method.invoke(bean, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown.getCause();
    }
  }
}
