package dev.entente.process;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.Documentation;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** What the pages tell about a process definition beside its picture: names, documentation, time limits, what follows an answer. */
final class Diagram {

  private final String xml;
  private final BpmnModelInstance model;

  Diagram(String xml) {
    this.xml = xml;
    this.model = Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A way on from a step.
   *
   * @param condition the FEEL text, null for the way that is taken otherwise
   * @param next name of the first element on the way
   */
  record Way(@Nullable String condition, String name, String next) {}

  String xml() {
    return xml;
  }

  String documentation(String processId) {
    return model.getModelElementsByType(Process.class).stream()
        .filter(process -> process.getId().equals(processId))
        .map(process -> text(process.getDocumentations()))
        .findFirst()
        .orElse("");
  }

  String documentationOf(String elementId) {
    return element(elementId, FlowElement.class).map(element -> text(element.getDocumentations())).orElse("");
  }

  String nameOf(String elementId) {
    return element(elementId, FlowElement.class).map(FlowElement::getName).filter(name -> !name.isBlank()).orElse(elementId);
  }

  /** The duration, as written, after which the element is interrupted; empty without such a timer. */
  Optional<String> timeLimitOf(String elementId) {
    return model.getModelElementsByType(BoundaryEvent.class).stream()
        .filter(event -> event.cancelActivity() && event.getAttachedTo() != null && event.getAttachedTo().getId().equals(elementId))
        .flatMap(event -> event.getChildElementsByType(TimerEventDefinition.class).stream())
        .filter(timer -> timer.getTimeDuration() != null)
        .map(timer -> timer.getTimeDuration().getTextContent().trim())
        .findFirst();
  }

  /** The duration, as written, of a timer catch event. */
  Optional<String> durationOf(String elementId) {
    return element(elementId, FlowNode.class).stream()
        .flatMap(node -> node.getChildElementsByType(TimerEventDefinition.class).stream())
        .filter(timer -> timer.getTimeDuration() != null)
        .map(timer -> timer.getTimeDuration().getTextContent().trim())
        .findFirst();
  }

  /** The ways on from an element, through the gateway that follows it. */
  List<Way> waysOn(String elementId) {
    List<Way> ways = new ArrayList<>();
    element(elementId, FlowNode.class).ifPresent(node -> node.getOutgoing().forEach(flow -> {
      if (flow.getTarget() instanceof Gateway gateway) {
        gateway.getOutgoing().forEach(out -> ways.add(wayOf(out)));
      } else {
        ways.add(wayOf(flow));
      }
    }));
    return ways;
  }

  private static Way wayOf(SequenceFlow flow) {
    String condition = flow.getConditionExpression() == null ? null : flow.getConditionExpression().getTextContent();
    FlowNode target = target(flow);
    String next = isUnnamed(target) ? target.getId() : target.getName();
    return new Way(condition, flow.getName() == null ? "" : flow.getName(), next.replaceAll("\\s+", " "));
  }

  /** Beyond gateways that only join, which have no name; a loop of nothing else ends where it began. */
  private static FlowNode target(SequenceFlow flow) {
    FlowNode target = flow.getTarget();
    Set<String> seen = new HashSet<>();
    while (target instanceof Gateway && isUnnamed(target) && target.getOutgoing().size() == 1 && seen.add(target.getId())) {
      target = target.getOutgoing().iterator().next().getTarget();
    }
    return target;
  }

  private static boolean isUnnamed(FlowNode node) {
    return node.getName() == null || node.getName().isBlank();
  }

  private <T extends BaseElement> Optional<T> element(String id, Class<T> type) {
    ModelElementInstance found = model.getModelElementById(id);
    return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
  }

  private static String text(Collection<Documentation> documentations) {
    return documentations.stream().map(Documentation::getTextContent).findFirst().orElse("").trim();
  }
}
