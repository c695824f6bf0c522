package dev.entente.engine.behavior;

import dev.entente.engine.model.Flow;
import java.util.List;

/** What a kind of element does when it is entered and left; it only looks, the interpreter does what the outcome says. */
interface Behavior {

  /** After the input mappings. */
  ActivationOutcome activate(ElementContext context);

  /** After the output mappings: the flows to take. */
  default List<Flow> leave(ElementContext context) {
    return context.element().outgoing();
  }
}
