package dev.entente.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On every method whose job can give access: how that is taken back. {@link CompensationRule} asks it of every diagram; a test follows the calls of each job
 * and compares.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface GivesAccess {

  /** Job types, one of which has to undo it as compensation. */
  String[] undoneBy() default {};

  /** Why no compensation is asked for, where none is. */
  String notUndoneBecause() default "";
}
