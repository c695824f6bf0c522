package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import org.jspecify.annotations.Nullable;

/** What an event waits for or throws. */
public sealed interface Event {

  /** How a timer's expression is to be read. */
  enum TimerType { DATE, DURATION, CYCLE }

  record Timer(TimerType type, CompiledExpression expression) implements Event {}

  /** The key is null for start events of a process and for events that throw. */
  record Message(CompiledExpression name, @Nullable CompiledExpression correlationKey) implements Event {}

  record Signal(CompiledExpression name) implements Event {}

  /** Without code it catches every error. */
  record Error(@Nullable CompiledExpression code) implements Event {}

  /** Without code it catches every escalation. */
  record Escalation(@Nullable CompiledExpression code) implements Event {}

  /** Without activity it concerns everything in the scope. */
  record Compensation(@Nullable String activityId) implements Event {}

  record Terminate() implements Event {}

  record Link(String name) implements Event {}
}
