package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Event;
import dev.entente.engine.model.Flow;
import java.util.List;
import java.util.Objects;

/** Intermediate throw events and end events. */
final class ThrowEventBehavior extends JobBehavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    Element element = context.element();
    Event event = element.event();
    if (element.job() != null) {
      return super.activate(context);
    }
    if (event instanceof Event.Error error) {
      return new ActivationOutcome.ThrowError(context.string(Objects.requireNonNull(error.code())));
    }
    if (event instanceof Event.Escalation escalation) {
      return new ActivationOutcome.Escalate(context.string(Objects.requireNonNull(escalation.code())));
    }
    if (event instanceof Event.Signal signal) {
      return new ActivationOutcome.Broadcast(context.string(signal.name()), context.variables().locals(context.instance()));
    }
    if (event instanceof Event.Compensation compensation) {
      return new ActivationOutcome.Compensate(compensation.activityId());
    }
    return event instanceof Event.Terminate ? new ActivationOutcome.TerminateScope() : ActivationOutcome.Pass.ON;
  }

  /** A link leads to its catch event without a flow. */
  @Override
  public List<Flow> leave(ElementContext context) {
    Element target = context.element().linkTarget();
    return target == null ? context.element().outgoing() : List.of(new Flow(context.element().id(), context.element(), target, null));
  }
}
