package dev.entente.exception;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * What is wrong with one field of a request.
 *
 * @param field as the form calls it
 * @param key of the text
 */
record ExceptionProblem(String field, String key, List<Object> arguments) implements MessageSourceResolvable {

  public static ExceptionProblem of(String field, String key, Object... arguments) {
    return new ExceptionProblem(field, "exception.problem." + key, List.of(arguments));
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public Object[] getArguments() {
    return arguments.toArray();
  }
}
