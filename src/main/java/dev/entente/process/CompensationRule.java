package dev.entente.process;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Component;

/**
 * Every job that gives access is undone by compensation: at the task, or at a sub-process around it, there is a compensation boundary event whose handler
 * takes the same back, and something in the process throws the compensation. Which jobs give access, and what takes it back, says {@link GivesAccess}.
 */
@Component
class CompensationRule implements DeploymentRule {

  private final JobHandlers handlers;

  CompensationRule(JobHandlers handlers) {
    this.handlers = handlers;
  }

  @Override
  public List<Finding> check(Candidate file) {
    if (!file.isProcess()) {
      return List.of();
    }
    BpmnModelInstance model = BpmnElements.model(file.content());
    return model.getModelElementsByType(Activity.class).stream().filter(activity -> !activity.isForCompensation())
        .flatMap(activity -> findings(activity, model)).toList();
  }

  private Stream<Finding> findings(Activity activity, BpmnModelInstance model) {
    String type = BpmnElements.jobType(activity);
    if (type == null) {
      return Stream.of();
    }
    if (type.startsWith("=")) {
      return Stream.of(BpmnElements.finding(activity, "Job type is computed, so nobody can tell whether it gives access: write it out."));
    }
    List<String> undoneBy = handlers.all().stream().filter(handler -> handler.jobType().equals(type)).flatMap(handler -> handler.undoneBy().stream()).toList();
    if (undoneBy.isEmpty()) {
      return Stream.of();
    }
    if (around(activity).stream().flatMap(scope -> handlersAt(scope, model)).noneMatch(undoneBy::contains)) {
      return Stream.of(BpmnElements.finding(activity, "Job " + type + " gives access, but no compensation takes it back: attach a compensation event to the task, or "
          + "to a sub-process around it, with a handler of job type " + String.join(" or ", undoneBy) + "."));
    }
    return isThrown(model) ? Stream.of() : Stream.of(BpmnElements.finding(activity, "Job " + type + " gives access and has a handler that takes it back, but "
        + "nothing in the process throws the compensation: add a compensation event where the process fails or is stopped."));
  }

  /** The activity and the sub-processes around it. */
  private static List<Activity> around(Activity activity) {
    List<Activity> around = new ArrayList<>();
    for (ModelElementInstance element = activity; element instanceof Activity scope; element = element.getParentElement()) {
      around.add(scope);
    }
    return around;
  }

  private static Stream<String> handlersAt(Activity activity, BpmnModelInstance model) {
    List<BoundaryEvent> events = model.getModelElementsByType(BoundaryEvent.class).stream()
        .filter(event -> activity.equals(event.getAttachedTo()) && !event.getChildElementsByType(CompensateEventDefinition.class).isEmpty()).toList();
    return model.getModelElementsByType(Association.class).stream().filter(association -> events.contains(association.getSource()))
        .map(Association::getTarget).filter(Objects::nonNull).map(BpmnElements::jobType).filter(Objects::nonNull);
  }

  private static boolean isThrown(BpmnModelInstance model) {
    return model.getModelElementsByType(CompensateEventDefinition.class).stream().anyMatch(definition -> definition.getParentElement() instanceof ThrowEvent);
  }
}
