package dev.entente.engine.behavior;

import java.util.Objects;

/** The body around the repetitions of an activity. */
final class MultiInstanceBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return new Outcome.Repeat(scene.extract(() ->
        scene.expressions().evaluateList(Objects.requireNonNull(scene.element().loop()).inputCollection(), scene.lookup())));
  }
}
