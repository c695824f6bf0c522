package dev.entente.engine.expression;

import java.util.Set;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/** An expression ready to be evaluated any number of times by any thread: FEEL when the source starts with "=", else the text itself. */
public final class CompiledExpression {

  private final String source;
  private final @Nullable ParsedExpression parsed;
  private final Set<String> variables;

  CompiledExpression(String source, @Nullable ParsedExpression parsed, Set<String> variables) {
    this.source = source;
    this.parsed = parsed;
    this.variables = variables;
  }

  /** As written in the model, with the leading "=" of a FEEL expression. */
  public String source() {
    return source;
  }

  public boolean isStatic() {
    return parsed == null;
  }

  /** Names the expression may read; names bound inside it (loop variables, parameters) can be among them. */
  public Set<String> variables() {
    return variables;
  }

  @Nullable ParsedExpression parsed() {
    return parsed;
  }

  /** The source without the leading "=", for messages. */
  String text() {
    return isStatic() ? source : source.strip().substring(1).strip();
  }

  @Override
  public String toString() {
    return source;
  }
}
