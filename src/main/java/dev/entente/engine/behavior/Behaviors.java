package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import java.util.EnumMap;
import java.util.Map;

/** Finds the behavior of an element by its kind. */
final class Behaviors {

  private static final Map<ElementKind, Behavior> TABLE = table();

  private Behaviors() {}

  private static Map<ElementKind, Behavior> table() {
    Map<ElementKind, Behavior> table = new EnumMap<>(ElementKind.class);
    ScopeBehavior scope = new ScopeBehavior();
    table.put(ElementKind.PROCESS, scope);
    table.put(ElementKind.SUB_PROCESS, scope);
    table.put(ElementKind.EVENT_SUB_PROCESS, scope);
    table.put(ElementKind.CALL_ACTIVITY, new CallActivityBehavior());
    table.put(ElementKind.MULTI_INSTANCE_BODY, new MultiInstanceBehavior());
    JobBehavior job = new JobBehavior();
    table.put(ElementKind.SERVICE_TASK, job);
    table.put(ElementKind.SEND_TASK, job);
    table.put(ElementKind.SCRIPT_TASK, new ScriptTaskBehavior());
    table.put(ElementKind.BUSINESS_RULE_TASK, new BusinessRuleTaskBehavior());
    table.put(ElementKind.USER_TASK, new UserTaskBehavior());
    table.put(ElementKind.RECEIVE_TASK, new CatchEventBehavior());
    PassThroughBehavior pass = new PassThroughBehavior();
    table.put(ElementKind.MANUAL_TASK, pass);
    table.put(ElementKind.TASK, pass);
    table.put(ElementKind.START_EVENT, pass);
    table.put(ElementKind.BOUNDARY_EVENT, pass);
    table.put(ElementKind.PARALLEL_GATEWAY, pass);
    table.put(ElementKind.EXCLUSIVE_GATEWAY, new ExclusiveGatewayBehavior());
    table.put(ElementKind.INCLUSIVE_GATEWAY, new InclusiveGatewayBehavior());
    table.put(ElementKind.EVENT_BASED_GATEWAY, new EventBasedGatewayBehavior());
    table.put(ElementKind.INTERMEDIATE_CATCH_EVENT, new CatchEventBehavior());
    table.put(ElementKind.INTERMEDIATE_THROW_EVENT, new ThrowEventBehavior());
    table.put(ElementKind.END_EVENT, new ThrowEventBehavior());
    for (ElementKind kind : ElementKind.values()) {
      if (!table.containsKey(kind)) {
        throw new IllegalStateException("Expected a behavior for " + kind + ", but there is none");
      }
    }
    return table;
  }

  static Behavior of(Element element) {
    return TABLE.get(element.kind());
  }
}
