package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Event;
import dev.entente.engine.model.Flow;
import java.util.List;
import java.util.Objects;

/** Intermediate throw events and end events. */
final class ThrowBehavior extends JobBehavior {

  @Override
  public Outcome activate(Scene scene) {
    Element element = scene.element();
    Event event = element.event();
    if (element.job() != null) {
      return super.activate(scene);
    }
    if (event instanceof Event.Error error) {
      return new Outcome.ThrowError(scene.string(Objects.requireNonNull(error.code())));
    }
    if (event instanceof Event.Escalation escalation) {
      return new Outcome.Escalate(scene.string(Objects.requireNonNull(escalation.code())));
    }
    if (event instanceof Event.Signal signal) {
      return new Outcome.Broadcast(scene.string(signal.name()), scene.variables().locals(scene.instance()));
    }
    if (event instanceof Event.Compensation compensation) {
      return new Outcome.Compensate(compensation.activityId());
    }
    return event instanceof Event.Terminate ? new Outcome.TerminateScope() : Outcome.Pass.ON;
  }

  /** A link leads to its catch event without a flow. */
  @Override
  public List<Flow> leave(Scene scene) {
    Element target = scene.element().linkTarget();
    return target == null ? scene.element().outgoing() : List.of(new Flow(scene.element().id(), scene.element(), target, null));
  }
}
