package dev.entente.engine.model;

import dev.entente.engine.expression.Expressions;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.Artifact;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.InclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeVersionTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the graph of one process: nodes first, then what ties them together. */
final class GraphBuilder {

  private final ModelErrors findings = new ModelErrors();
  private final ElementReader reader;
  private final List<Element> all = new ArrayList<>();
  /** By id; for a multi-instance activity its body. */
  private final Map<String, Element> entries = new HashMap<>();

  GraphBuilder(Expressions expressions) {
    this.reader = new ElementReader(expressions, findings);
  }

  ProcessGraph build(Process source) {
    Element process = new Element(source.getId(), source.getName(), ElementKind.PROCESS, null);
    all.add(process);
    findings.refuseListeners(source);
    nodes(process, source.getFlowElements());
    tie(source.getFlowElements(), source.getArtifacts());
    links(process);
    new GraphChecks(findings).check(process);
    findings.throwIfAny();
    ZeebeVersionTag tag = source.getSingleExtensionElement(ZeebeVersionTag.class);
    return new ProcessGraph(process, tag == null ? null : tag.getValue(), startForm(source), all);
  }

  private static @Nullable String startForm(Process source) {
    return source.getFlowElements().stream()
        .filter(StartEvent.class::isInstance)
        .map(start -> start.getSingleExtensionElement(ZeebeFormDefinition.class))
        .filter(form -> form != null && form.getFormId() != null)
        .map(ZeebeFormDefinition::getFormId)
        .findFirst().orElse(null);
  }

  private void nodes(Element scope, Collection<FlowElement> sources) {
    for (FlowElement source : sources) {
      if (source instanceof FlowNode node) {
        ElementKind kind = reader.kind(node);
        if (kind != null) {
          node(scope, node, kind);
        }
      }
    }
  }

  private void node(Element scope, FlowNode source, ElementKind kind) {
    Element body = reader.body(source, scope);
    Element element = new Element(source.getId(), source.getName(), kind, body == null ? scope : body);
    if (body != null) {
      body.inner = element;
      body.children.add(element);
      add(scope, body);
      all.add(element);
    } else {
      add(scope, element);
    }
    reader.read(source, element);
    if (source instanceof Activity activity) {
      entries.get(source.getId()).forCompensation = activity.isForCompensation();
    }
    if (source instanceof SubProcess subProcess) {
      nodes(element, subProcess.getFlowElements());
    }
  }

  private void add(Element scope, Element element) {
    all.add(element);
    entries.put(element.id(), element);
    scope.children.add(element);
    if (element.kind() == ElementKind.EVENT_SUB_PROCESS) {
      scope.eventSubProcesses.add(element);
    }
  }

  private void tie(Collection<FlowElement> sources, Collection<Artifact> artifacts) {
    for (FlowElement source : sources) {
      if (source instanceof SequenceFlow flow) {
        flow(flow);
      } else if (source instanceof BoundaryEvent boundary && entries.containsKey(boundary.getId())) {
        attach(boundary);
      } else if (source instanceof SubProcess subProcess) {
        tie(subProcess.getFlowElements(), subProcess.getArtifacts());
      }
    }
    sources.forEach(this::defaultFlow);
    artifacts.stream().filter(Association.class::isInstance).map(Association.class::cast).forEach(this::handler);
  }

  private void flow(SequenceFlow source) {
    Element from = entries.get(source.getSource().getId());
    Element to = entries.get(source.getTarget().getId());
    if (from == null || to == null) {
      return;
    }
    Flow flow = new Flow(source.getId(), from, to, reader.condition(source));
    from.outgoing.add(flow);
    to.incoming.add(flow);
  }

  private void defaultFlow(FlowElement source) {
    SequenceFlow chosen = source instanceof ExclusiveGateway exclusive ? exclusive.getDefault()
        : source instanceof InclusiveGateway inclusive ? inclusive.getDefault() : null;
    Element gateway = entries.get(source.getId());
    if (chosen != null && gateway != null) {
      gateway.defaultFlow = gateway.outgoing.stream().filter(flow -> flow.id().equals(chosen.getId())).findFirst().orElse(null);
    }
  }

  private void attach(BoundaryEvent source) {
    Element host = entries.get(source.getAttachedTo().getId());
    Element boundary = entries.get(source.getId());
    if (host != null) {
      boundary.attachedTo = host;
      host.boundaries.add(boundary);
    }
  }

  private void handler(Association association) {
    Element boundary = entries.get(association.getSource().getAttributeValue("id"));
    Element handler = entries.get(association.getTarget().getAttributeValue("id"));
    if (boundary != null && handler != null && boundary.event instanceof Event.Compensation && boundary.attachedTo != null) {
      boundary.attachedTo.compensationHandler = handler;
    }
  }

  private void links(Element scope) {
    for (Element child : scope.children) {
      if (child.kind() == ElementKind.INTERMEDIATE_THROW_EVENT && child.event instanceof Event.Link link) {
        child.linkTarget = scope.children.stream()
            .filter(other -> other.kind() == ElementKind.INTERMEDIATE_CATCH_EVENT && link.equals(other.event)).findFirst().orElse(null);
        if (child.linkTarget == null) {
          findings.add(child.id(), "there is no link catch event named '%s' in its scope".formatted(link.name()));
        }
      }
      links(child);
    }
  }
}
