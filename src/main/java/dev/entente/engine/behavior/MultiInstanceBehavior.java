package dev.entente.engine.behavior;

import java.util.Objects;

/** The body around the repetitions of an activity. */
final class MultiInstanceBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return new ActivationOutcome.Repeat(context.extract(() ->
        context.expressions().evaluateList(Objects.requireNonNull(context.element().loop()).inputCollection(), context.lookup())));
  }
}
