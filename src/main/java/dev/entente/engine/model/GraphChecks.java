package dev.entente.engine.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that need the whole graph and that the design-time validators leave to the engine. */
final class GraphChecks {

  private static final Set<Class<?>> CAUGHT_BY_BOUNDARY = Set.of(Event.Timer.class, Event.Message.class, Event.Signal.class, Event.Error.class,
      Event.Escalation.class, Event.Compensation.class);

  private final ModelErrors findings;

  GraphChecks(ModelErrors findings) {
    this.findings = findings;
  }

  void check(Element scope) {
    if (scope.kind().isScope()) {
      starts(scope);
    }
    for (Element child : scope.children) {
      if (child.kind() == ElementKind.BOUNDARY_EVENT && (child.event == null || !CAUGHT_BY_BOUNDARY.contains(child.event.getClass()))) {
        findings.add(child.id(), "a boundary event must be one of: timer, message, signal, error, escalation, compensation");
      }
      if (child.event instanceof Event.Compensation compensation && child.kind() != ElementKind.BOUNDARY_EVENT && compensation.activityId() != null) {
        target(child, compensation.activityId());
      }
      if (child.event instanceof Event.Compensation && child.kind() == ElementKind.BOUNDARY_EVENT
          && (child.attachedTo == null || child.attachedTo.compensationHandler == null)) {
        findings.add(child.id(), "a compensation boundary event needs an association to its handler");
      }
      straightLoop(child);
      check(child);
    }
  }

  private void starts(Element scope) {
    List<Element> starts = scope.children.stream().filter(child -> child.kind() == ElementKind.START_EVENT).toList();
    long none = starts.stream().filter(start -> start.event == null).count();
    if (none > 1) {
      findings.add(scope.id(), "there must be at most one none start event, but there are " + none);
    }
    if (starts.isEmpty()) {
      findings.add(scope.id(), "there must be a start event");
    }
    if (scope.kind() == ElementKind.SUB_PROCESS && none != 1) {
      findings.add(scope.id(), "a sub-process must have exactly one none start event");
    }
    if (scope.kind() == ElementKind.EVENT_SUB_PROCESS && (starts.size() != 1 || none > 0)) {
      findings.add(scope.id(), "an event sub-process must have exactly one start event, and it needs an event");
    }
    for (Element start : starts) {
      if (scope.kind() == ElementKind.PROCESS && start.event instanceof Event.Timer timer && timer.type() == Event.TimerType.DURATION) {
        findings.add(start.id(), "a timer start event must have a date or a cycle");
      }
      if (scope.kind() == ElementKind.PROCESS && (start.event instanceof Event.Error || start.event instanceof Event.Escalation)) {
        findings.add(start.id(), "an error or escalation start event is only allowed in an event sub-process");
      }
      if (start.event instanceof Event.Compensation) {
        findings.unsupported(start.id(), "A compensation start event");
      }
    }
  }

  private void target(Element thrower, String activityId) {
    Element scope = thrower.scope();
    boolean found = false;
    while (scope != null && !found) {
      found = scope.children.stream().anyMatch(child -> child.id().equals(activityId));
      scope = scope.kind() == ElementKind.EVENT_SUB_PROCESS ? scope.scope() : null;
    }
    if (!found) {
      findings.add(thrower.id(), "the activity '%s' to be compensated is not in its scope".formatted(activityId));
    }
  }

  /** A loop without anything to wait for would never end. */
  private void straightLoop(Element start) {
    if (passesThrough(start) && reaches(start, start, new HashSet<>())) {
      findings.add(start.id(), "it is part of a straight-through loop: at least one element of a loop must wait for something");
    }
  }

  private static boolean reaches(Element from, Element to, Set<Element> seen) {
    for (Flow flow : new ArrayList<>(from.outgoing)) {
      Element next = flow.target();
      if (next == to || passesThrough(next) && seen.add(next) && reaches(next, to, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passesThrough(Element element) {
    return switch (element.kind()) {
      case MANUAL_TASK, TASK -> true;
      default -> false;
    };
  }
}
