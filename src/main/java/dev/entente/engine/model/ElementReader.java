package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.expression.Expressions;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.AdHocSubProcess;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.Transaction;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what one element carries. */
final class ElementReader {

  private static final Map<String, Kind> KINDS = Map.ofEntries(
      Map.entry("serviceTask", Kind.SERVICE_TASK), Map.entry("sendTask", Kind.SEND_TASK), Map.entry("scriptTask", Kind.SCRIPT_TASK),
      Map.entry("businessRuleTask", Kind.BUSINESS_RULE_TASK), Map.entry("userTask", Kind.USER_TASK), Map.entry("receiveTask", Kind.RECEIVE_TASK),
      Map.entry("manualTask", Kind.MANUAL_TASK), Map.entry("task", Kind.TASK), Map.entry("callActivity", Kind.CALL_ACTIVITY),
      Map.entry("subProcess", Kind.SUB_PROCESS), Map.entry("exclusiveGateway", Kind.EXCLUSIVE_GATEWAY),
      Map.entry("parallelGateway", Kind.PARALLEL_GATEWAY), Map.entry("inclusiveGateway", Kind.INCLUSIVE_GATEWAY),
      Map.entry("eventBasedGateway", Kind.EVENT_BASED_GATEWAY), Map.entry("startEvent", Kind.START_EVENT), Map.entry("endEvent", Kind.END_EVENT),
      Map.entry("intermediateCatchEvent", Kind.INTERMEDIATE_CATCH_EVENT), Map.entry("intermediateThrowEvent", Kind.INTERMEDIATE_THROW_EVENT),
      Map.entry("boundaryEvent", Kind.BOUNDARY_EVENT));

  private final Findings findings;
  private final Compiler compiler;
  private final SpecReader specs;
  private final EventReader events;

  ElementReader(Expressions expressions, Findings findings) {
    this.findings = findings;
    this.compiler = new Compiler(expressions, findings);
    this.specs = new SpecReader(compiler, findings);
    this.events = new EventReader(compiler, findings);
  }

  /** Null after noting that the element is not supported. */
  @Nullable Kind kind(FlowNode source) {
    if (source instanceof SubProcess subProcess && !(source instanceof Transaction) && !(source instanceof AdHocSubProcess)) {
      return subProcess.triggeredByEvent() ? Kind.EVENT_SUB_PROCESS : Kind.SUB_PROCESS;
    }
    String name = source.getElementType().getTypeName();
    Kind kind = KINDS.get(name);
    if (kind == null) {
      findings.unsupported(source.getId(), "An element of type '%s'".formatted(name));
    }
    return kind;
  }

  /** The multi-instance body around an activity, or null. */
  @Nullable Element body(FlowNode source, Element scope) {
    if (!(source instanceof Activity activity) || activity.getLoopCharacteristics() == null) {
      return null;
    }
    if (!(activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop)) {
      findings.unsupported(source.getId(), "A loop that is not multi-instance");
      return null;
    }
    ZeebeLoopCharacteristics zeebe = loop.getSingleExtensionElement(ZeebeLoopCharacteristics.class);
    Element body = new Element(source.getId(), source.getName(), Kind.MULTI_INSTANCE_BODY, scope);
    String id = source.getId();
    body.loop = new Specs.Loop(loop.isSequential(), compiler.compile(id, zeebe.getInputCollection()), blankToNull(zeebe.getInputElement()),
        blankToNull(zeebe.getOutputCollection()), compiler.optional(id, zeebe.getOutputElement()),
        loop.getCompletionCondition() == null ? null : compiler.optional(id, loop.getCompletionCondition().getTextContent()));
    return body;
  }

  void read(FlowNode source, Element element) {
    findings.refuseListeners(source);
    mappings(source, element);
    specs.read(source, element);
    if (source instanceof CatchEvent catching) {
      element.event = event(source, catching.getEventDefinitions());
    } else if (source instanceof ThrowEvent throwing) {
      element.event = event(source, throwing.getEventDefinitions());
    } else if (source instanceof ReceiveTask receive) {
      element.event = events.message(receive.getId(), receive.getMessage());
    }
    if (source instanceof BoundaryEvent boundary) {
      element.interrupting = boundary.cancelActivity();
    } else if (source instanceof StartEvent start) {
      element.interrupting = start.isInterrupting();
    } else if (source instanceof ReceiveTask receive && receive.instantiate()) {
      findings.unsupported(source.getId(), "A receive task that starts an instance");
    }
  }

  private @Nullable Event event(FlowNode source, Collection<EventDefinition> definitions) {
    if (definitions.size() > 1) {
      findings.unsupported(source.getId(), "An event with several definitions");
    }
    return definitions.isEmpty() ? null : events.read(source.getId(), definitions.iterator().next());
  }

  private void mappings(FlowNode source, Element element) {
    ZeebeIoMapping mapping = source.getSingleExtensionElement(ZeebeIoMapping.class);
    if (mapping != null) {
      mapping.getInputs().forEach(input -> element.inputs.add(compiler.mapping(source.getId(), input)));
      mapping.getOutputs().forEach(output -> element.outputs.add(compiler.mapping(source.getId(), output)));
    }
  }

  @Nullable CompiledExpression condition(SequenceFlow flow) {
    return flow.getConditionExpression() == null ? null : compiler.optional(flow.getId(), flow.getConditionExpression().getTextContent());
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
