package dev.entente.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On every method whose job can give access: how that is taken back. The lint rule of diagrams asks for the same, from its list
 * {@code grants.json}; a test follows the calls of each and compares.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface GivesAccess {

  /** Job types, one of which has to undo it as compensation. */
  String[] undoneBy() default {};

  /** Why no compensation is asked for, where none is. */
  String notUndoneBecause() default "";
}
