package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Multi-instance: the body makes the inner instances, gathers their results and finds out when it is done. */
final class MultiInstanceLoop {

  /** In place of the items, once the completion condition holds. */
  private static final String NO_MORE = "[]";

  private final Interpreter interpreter;

  MultiInstanceLoop(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void start(ElementInstance body, List<@Nullable Object> items) {
    ElementProperties.Loop loop = loop(body);
    body.total = items.size();
    if (loop.sequential()) {
      body.items = JsonValues.write(items);
      body.itemsChanged = true;
    }
    if (loop.outputCollection() != null) {
      variables().setLocal(body, loop.outputCollection(), new ArrayList<>(Collections.nCopies(items.size(), null)));
    }
    if (items.isEmpty()) {
      interpreter.completeLater(body);
      return;
    }
    int first = loop.sequential() ? 1 : items.size();
    for (int number = 1; number <= first; number++) {
      repeat(body, number, items.get(number - 1));
    }
  }

  private void repeat(ElementInstance body, int number, @Nullable Object item) {
    Element inner = Objects.requireNonNull(body.element.inner());
    ElementInstance instance = interpreter.enter(inner, body);
    instance.loopCounter = number;
    if (loop(body).inputElement() != null) {
      variables().setLocal(instance, loop(body).inputElement(), item);
    }
    variables().setLocal(instance, "loopCounter", number);
  }

  /** While everything can still be taken back: gathers the result of an inner instance, or hands over the results of a body. */
  void beforeEnd(ElementInstance instance) {
    if (instance.element.kind() == ElementKind.MULTI_INSTANCE_BODY) {
      String collection = loop(instance).outputCollection();
      if (collection != null) {
        variables().merge(Objects.requireNonNull(instance.scope), collection, variables().local(instance, collection));
      }
    } else if (isInner(instance)) {
      gather(instance);
    }
  }

  private static boolean isInner(ElementInstance instance) {
    return instance.scope != null && instance.scope.element.kind() == ElementKind.MULTI_INSTANCE_BODY;
  }

  private void gather(ElementInstance inner) {
    ElementInstance body = Objects.requireNonNull(inner.scope);
    ElementProperties.Loop loop = loop(body);
    ElementContext context = interpreter.elementContext(inner);
    if (loop.outputCollection() != null && loop.outputElement() != null) {
      CompiledExpression expression = loop.outputElement();
      Object result = context.extract(() -> Optional.ofNullable(context.expressions().evaluate(expression, context.lookup()))).orElse(null);
      if (variables().local(body, loop.outputCollection()) instanceof List<?> present && present.size() >= inner.loopCounter) {
        List<@Nullable Object> results = new ArrayList<>(present);
        results.set(inner.loopCounter - 1, result);
        variables().setLocal(body, loop.outputCollection(), results);
      }
    }
    boolean enough = loop.completionCondition() != null && enough(context, body, loop.completionCondition());
    body.completed++;
    if (enough) {
      body.items = NO_MORE;
      body.itemsChanged = true;
    }
    interpreter.work().change(body);
  }

  private static boolean enough(ElementContext context, ElementInstance body, CompiledExpression condition) {
    Map<String, @Nullable Object> numbers = Map.of("numberOfInstances", body.total, "numberOfActiveInstances", active(body) - 1,
        "numberOfCompletedInstances", body.completed + 1, "numberOfTerminatedInstances", body.terminated);
    return context.extract(() -> context.expressions().evaluateBoolean(condition, context.variables().lookup(context.instance(), numbers)));
  }

  /** Of repetitions side by side not all need be loaded. */
  private static int active(ElementInstance body) {
    return loop(body).sequential() ? body.children.size() : body.total - body.completed - body.terminated;
  }

  void afterEnd(ElementInstance inner) {
    ElementInstance body = Objects.requireNonNull(inner.scope);
    if (NO_MORE.equals(body.items)) {
      endRest(body);
    } else if (!loop(body).sequential()) {
      if (active(body) == 0) {
        interpreter.completeLater(body);
      }
    } else if (body.completed < body.total) {
      List<?> items = (List<?>) Objects.requireNonNull(JsonValues.read(Objects.requireNonNull(body.items)));
      repeat(body, body.completed + 1, items.get(body.completed));
    } else {
      interpreter.completeLater(body);
    }
  }

  private void endRest(ElementInstance body) {
    if (body.isParallelBody()) {
      interpreter.work().complete(body);
    }
    List<ElementInstance> rest = new ArrayList<>(body.children);
    rest.forEach(interpreter::terminate);
    body.terminated += rest.size();
    interpreter.completeLater(body);
  }

  private static ElementProperties.Loop loop(ElementInstance body) {
    return Objects.requireNonNull(body.element.loop());
  }

  private Variables variables() {
    return interpreter.work().variables;
  }
}
