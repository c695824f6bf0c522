package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.TerminateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebePublishMessage;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import org.jspecify.annotations.Nullable;

/** Reads event definitions. */
final class EventReader {

  private final ExpressionCompiler compiler;
  private final ModelErrors findings;

  EventReader(ExpressionCompiler compiler, ModelErrors findings) {
    this.compiler = compiler;
    this.findings = findings;
  }

  /** Null after noting that the definition is not supported. */
  @Nullable Event read(String id, EventDefinition source) {
    if (source instanceof TimerEventDefinition timer) {
      return timer(id, timer);
    }
    if (source instanceof MessageEventDefinition message) {
      if (message.getSingleExtensionElement(ZeebePublishMessage.class) != null) {
        findings.unsupported(id, "Publishing a message without a job");
      }
      return message(id, message.getMessage());
    }
    if (source instanceof SignalEventDefinition signal) {
      return new Event.Signal(compiler.compile(id, signal.getSignal().getName()));
    }
    if (source instanceof ErrorEventDefinition error) {
      return new Event.Error(error.getError() == null ? null : compiler.optional(id, error.getError().getErrorCode()));
    }
    if (source instanceof EscalationEventDefinition escalation) {
      return new Event.Escalation(escalation.getEscalation() == null ? null : compiler.optional(id, escalation.getEscalation().getEscalationCode()));
    }
    return other(id, source);
  }

  private @Nullable Event other(String id, EventDefinition source) {
    if (source instanceof CompensateEventDefinition compensation) {
      return new Event.Compensation(compensation.getActivity() == null ? null : compensation.getActivity().getId());
    }
    if (source instanceof TerminateEventDefinition) {
      return new Event.Terminate();
    }
    if (source instanceof LinkEventDefinition link) {
      return new Event.Link(link.getName());
    }
    findings.unsupported(id, "An event of type '%s'".formatted(source.getElementType().getTypeName()));
    return null;
  }

  private Event timer(String id, TimerEventDefinition timer) {
    if (timer.getTimeDate() != null) {
      return timer(id, Event.TimerType.DATE, timer.getTimeDate().getTextContent());
    }
    return timer.getTimeDuration() != null
        ? timer(id, Event.TimerType.DURATION, timer.getTimeDuration().getTextContent())
        : timer(id, Event.TimerType.CYCLE, timer.getTimeCycle() == null ? null : timer.getTimeCycle().getTextContent());
  }

  private Event timer(String id, Event.TimerType type, @Nullable String source) {
    return new Event.Timer(type, compiler.compile(id, source == null ? null : source.strip()));
  }

  /** The message is missing on throw events that are done by a job. */
  @Nullable Event message(String id, @Nullable Message message) {
    if (message == null) {
      return null;
    }
    ZeebeSubscription subscription = message.getSingleExtensionElement(ZeebeSubscription.class);
    CompiledExpression key = subscription == null ? null : compiler.optional(id, subscription.getCorrelationKey());
    return new Event.Message(compiler.compile(id, message.getName()), key);
  }
}
