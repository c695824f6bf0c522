package dev.entente.partner;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * What is wrong with one field.
 *
 * @param field path such as {@code contacts[0].email}
 * @param key of the text
 */
public record FieldProblem(String field, String key, List<Object> arguments) implements MessageSourceResolvable {

  public static FieldProblem of(String field, String key, Object... arguments) {
    return new FieldProblem(field, "partner.problem." + key, List.of(arguments));
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
