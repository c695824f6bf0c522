package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import org.jspecify.annotations.Nullable;

/** A sequence flow. */
public record Flow(String id, Element source, Element target, @Nullable CompiledExpression condition) {

  @Override
  public String toString() {
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
