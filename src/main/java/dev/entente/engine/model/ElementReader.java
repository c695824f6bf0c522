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

  private static final Map<String, ElementKind> KINDS = Map.ofEntries(
      Map.entry("serviceTask", ElementKind.SERVICE_TASK), Map.entry("sendTask", ElementKind.SEND_TASK), Map.entry("scriptTask", ElementKind.SCRIPT_TASK),
      Map.entry("businessRuleTask", ElementKind.BUSINESS_RULE_TASK), Map.entry("userTask", ElementKind.USER_TASK), Map.entry("receiveTask", ElementKind.RECEIVE_TASK),
      Map.entry("manualTask", ElementKind.MANUAL_TASK), Map.entry("task", ElementKind.TASK), Map.entry("callActivity", ElementKind.CALL_ACTIVITY),
      Map.entry("subProcess", ElementKind.SUB_PROCESS), Map.entry("exclusiveGateway", ElementKind.EXCLUSIVE_GATEWAY),
      Map.entry("parallelGateway", ElementKind.PARALLEL_GATEWAY), Map.entry("inclusiveGateway", ElementKind.INCLUSIVE_GATEWAY),
      Map.entry("eventBasedGateway", ElementKind.EVENT_BASED_GATEWAY), Map.entry("startEvent", ElementKind.START_EVENT), Map.entry("endEvent", ElementKind.END_EVENT),
      Map.entry("intermediateCatchEvent", ElementKind.INTERMEDIATE_CATCH_EVENT), Map.entry("intermediateThrowEvent", ElementKind.INTERMEDIATE_THROW_EVENT),
      Map.entry("boundaryEvent", ElementKind.BOUNDARY_EVENT));

  private final ModelErrors findings;
  private final ExpressionCompiler compiler;
  private final ElementPropertiesReader specs;
  private final EventReader events;

  ElementReader(Expressions expressions, ModelErrors findings) {
    this.findings = findings;
    this.compiler = new ExpressionCompiler(expressions, findings);
    this.specs = new ElementPropertiesReader(compiler, findings);
    this.events = new EventReader(compiler, findings);
  }

  /** Null after noting that the element is not supported. */
  @Nullable ElementKind kind(FlowNode source) {
    if (source instanceof SubProcess subProcess && !(source instanceof Transaction) && !(source instanceof AdHocSubProcess)) {
      return subProcess.triggeredByEvent() ? ElementKind.EVENT_SUB_PROCESS : ElementKind.SUB_PROCESS;
    }
    String name = source.getElementType().getTypeName();
    ElementKind kind = KINDS.get(name);
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
    Element body = new Element(source.getId(), source.getName(), ElementKind.MULTI_INSTANCE_BODY, scope);
    String id = source.getId();
    body.loop = new ElementProperties.Loop(loop.isSequential(), compiler.compile(id, zeebe.getInputCollection()), blankToNull(zeebe.getInputElement()),
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
