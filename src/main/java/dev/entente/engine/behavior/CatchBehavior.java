package dev.entente.engine.behavior;

import dev.entente.engine.model.Event;
import java.util.List;

/** Intermediate catch events and receive tasks: they wait for what happens outside; a link is only the landing place of its throw event. */
final class CatchBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    if (scene.element().event() instanceof Event.Link) {
      return Outcome.Pass.ON;
    }
    return new Outcome.WaitForEvents(Subscriptions.evaluate(List.of(scene.element()), scene));
  }
}
