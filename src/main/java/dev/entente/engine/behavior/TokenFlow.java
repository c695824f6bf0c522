package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.model.Flow;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.Rows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Moves tokens over flows, joins them at gateways, and finds out when a scope is done. */
final class TokenFlow {

  private final Interpreter interpreter;

  TokenFlow(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void take(Flow flow, ElementInstance from) {
    ElementInstance scope = Objects.requireNonNull(from.scope);
    if (flow.source().linkTarget() == null) {
      interpreter.work().take(new Rows.SequenceFlow(from.process.key, flow.id(), from.process.rootKey, from.process.definition.key(),
          from.process.definition.processId()));
    }
    Element target = flow.target();
    if (joins(target)) {
      scope.tokens.merge(flow.id(), 1, Integer::sum);
      interpreter.work().change(scope);
      if (target.kind() == ElementKind.PARALLEL_GATEWAY && target.incoming().stream().allMatch(incoming -> scope.tokens.containsKey(incoming.id()))) {
        join(target, scope);
      }
    } else {
      interpreter.enter(target, scope);
    }
  }

  private static boolean joins(Element target) {
    return (target.kind() == ElementKind.PARALLEL_GATEWAY || target.kind() == ElementKind.INCLUSIVE_GATEWAY) && target.incoming().size() > 1;
  }

  /** One token of each incoming flow is used up; more of them wait for the next round. */
  private void join(Element gateway, ElementInstance scope) {
    gateway.incoming().forEach(flow -> scope.tokens.computeIfPresent(flow.id(), (id, count) -> count > 1 ? count - 1 : null));
    interpreter.work().change(scope);
    interpreter.enter(gateway, scope);
  }

  /** After something in the scope has ended. */
  void settle(ElementInstance scope) {
    if (!scope.isOpen()) {
      return;
    }
    joinInclusive(scope);
    if (scope.children.isEmpty() && scope.tokens.isEmpty()) {
      interpreter.completeLater(scope);
    }
  }

  private void joinInclusive(ElementInstance scope) {
    if (scope.tokens.isEmpty()) {
      return;
    }
    for (Element element : scope.element.children()) {
      if (element.kind() == ElementKind.INCLUSIVE_GATEWAY && element.incoming().stream().anyMatch(flow -> scope.tokens.containsKey(flow.id()))) {
        List<Flow> missing = element.incoming().stream().filter(flow -> !scope.tokens.containsKey(flow.id())).toList();
        if (missing.isEmpty() || !reachable(missing, element, scope)) {
          join(element, scope);
        }
      }
    }
  }

  /** Whether a token elsewhere in the scope can still come over one of the flows, without passing the gateway itself. */
  private static boolean reachable(List<Flow> missing, Element gateway, ElementInstance scope) {
    Deque<Element> next = new ArrayDeque<>();
    scope.children.stream().filter(child -> child.element.kind() != ElementKind.EVENT_SUB_PROCESS).forEach(child -> next.add(child.element));
    Set<Element> waiting = new LinkedHashSet<>();
    scope.element.children().stream().filter(element -> element != gateway && element.incoming().stream()
        .anyMatch(flow -> scope.tokens.containsKey(flow.id()))).forEach(waiting::add);
    next.addAll(waiting);
    Set<Element> seen = new HashSet<>();
    while (!next.isEmpty()) {
      Element element = next.poll();
      if (!seen.add(element)) {
        continue;
      }
      for (Flow flow : element.outgoing()) {
        if (missing.contains(flow)) {
          return true;
        }
        if (flow.target() != gateway) {
          next.add(flow.target());
        }
      }
      next.addAll(element.boundaries());
      if (element.linkTarget() != null) {
        next.add(element.linkTarget());
      }
    }
    return false;
  }
}
