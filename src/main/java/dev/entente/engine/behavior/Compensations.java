package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers what completed and can be undone, and runs the handlers when compensation is thrown. */
final class Compensations {

  /** A handler to run, with the variables that were local to what it undoes. */
  private record Handler(Element element, Map<String, @Nullable Object> variables) {}

  private final Interpreter interpreter;

  Compensations(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Before the instance ends. A scope without handler is remembered for what completed in it. */
  void remember(ElementInstance it) {
    Element element = it.element;
    if (!element.isActivity() || it.scope == null || it.compensatesFor != null) {
      return;
    }
    Element handler = element.compensationHandler();
    if (handler != null || !work().compensations(row -> row.scopeKey() == it.key).isEmpty()) {
      work().add(new Rows.Compensation(work().nextKey(), it.process.rootKey, it.process.key, it.scope.key, element.id(), it.key,
          handler == null ? null : handler.id(), JsonValues.write(work().variables.locals(it))));
    }
  }

  /** What completed in a scope that is gone can't be compensated any more. */
  void forget(ElementInstance scope) {
    if (scope.element.kind() == ElementKind.PROCESS) {
      work().compensations(row -> row.processInstanceKey() == scope.key).forEach(work()::spend);
    } else {
      forgetBelow(scope.key);
    }
  }

  private void forgetBelow(long scopeKey) {
    work().compensations(row -> row.scopeKey() == scopeKey).forEach(row -> {
      work().spend(row);
      forgetBelow(row.activityKey());
    });
  }

  /** The event waits until the handlers of everything (or one activity) that completed in its scope are done; an event sub-process undoes what is around it too. */
  void trigger(ElementInstance event, @Nullable String activityId) {
    List<ElementInstance> scopes = new ArrayList<>();
    ElementInstance scope = Objects.requireNonNull(event.scope);
    scopes.add(scope);
    while (scope.element.kind() == ElementKind.EVENT_SUB_PROCESS) {
      scope = Objects.requireNonNull(scope.scope);
      scopes.add(scope);
    }
    boolean waiting = false;
    for (ElementInstance target : scopes) {
      for (Handler handler : handlers(event, target.key, activityId, Map.of())) {
        run(event, target, handler);
        waiting = true;
      }
    }
    if (!waiting) {
      interpreter.completeLater(event);
    }
  }

  /** Latest first. */
  private List<Handler> handlers(ElementInstance event, long scopeKey, @Nullable String activityId, Map<String, @Nullable Object> outer) {
    List<Handler> handlers = new ArrayList<>();
    List<Rows.Compensation> rows = new ArrayList<>(work().compensations(row -> row.scopeKey() == scopeKey
        && (activityId == null || row.activityId().equals(activityId))));
    Collections.reverse(rows);
    for (Rows.Compensation row : rows) {
      work().spend(row);
      Map<String, @Nullable Object> variables = new LinkedHashMap<>(outer);
      variables.putAll(JsonValues.readObject(row.variables()));
      if (row.handlerId() == null) {
        handlers.addAll(handlers(event, row.activityKey(), null, variables));
      } else {
        forgetBelow(row.activityKey());
        handlers.add(new Handler(Objects.requireNonNull(event.process.definition.graph().entry(row.handlerId())), variables));
      }
    }
    return handlers;
  }

  private void run(ElementInstance event, ElementInstance scope, Handler handler) {
    ElementInstance instance = interpreter.enter(handler.element, scope);
    instance.compensatesFor = event.key;
    work().variables.setLocal(instance, handler.variables);
  }

  void afterHandler(ElementInstance handler) {
    if (handler.compensatesFor == null) {
      return;
    }
    long key = handler.compensatesFor;
    ElementInstance event = work().instance(key);
    boolean more = work().instances().stream().anyMatch(other -> other.isOpen() && Objects.equals(other.compensatesFor, key));
    if (event != null && !more) {
      interpreter.completeLater(event);
    }
  }

  private UnitOfWork work() {
    return interpreter.work();
  }
}
