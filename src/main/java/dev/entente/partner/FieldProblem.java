package dev.entente.partner;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;

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

  /** Shows problems at the fields of a form. */
  public static void report(List<FieldProblem> problems, BindingResult binding) {
    problems.forEach(problem -> binding.rejectValue(problem.field(), problem.key(), problem.getArguments(), problem.key()));
  }
}
