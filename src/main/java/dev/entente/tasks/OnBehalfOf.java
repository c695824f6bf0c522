package dev.entente.tasks;

import org.jspecify.annotations.Nullable;

/**
 * As whom somebody acts.
 *
 * @param standsInFor null when the user acts in their own name
 */
record OnBehalfOf(@Nullable String standsInFor) {

  static final OnBehalfOf OWN = new OnBehalfOf(null);
}
