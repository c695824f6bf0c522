package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.expression.Expressions;
import dev.entente.engine.expression.InvalidExpression;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeMapping;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of elements, noting those that are not valid. */
final class ExpressionCompiler {

  private static final Pattern TARGET = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

  private final Expressions expressions;
  private final ModelErrors findings;

  ExpressionCompiler(Expressions expressions, ModelErrors findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  CompiledExpression compile(String elementId, @Nullable String source) {
    if (source == null || source.isBlank()) {
      findings.add(elementId, "an expression is missing");
      return expressions.compile("");
    }
    try {
      return expressions.compile(source);
    } catch (InvalidExpression invalid) {
      findings.add(elementId, invalid.getMessage());
      return expressions.compile("");
    }
  }

  @Nullable CompiledExpression optional(String elementId, @Nullable String source) {
    return source == null || source.isBlank() ? null : compile(elementId, source);
  }

  ElementProperties.Mapping mapping(String elementId, ZeebeMapping mapping) {
    String target = mapping.getTarget();
    if (target == null || !TARGET.matcher(target).matches()) {
      findings.add(elementId, "the target '%s' of a mapping is not a variable name".formatted(target));
    }
    return new ElementProperties.Mapping(compile(elementId, mapping.getSource()), target);
  }
}
