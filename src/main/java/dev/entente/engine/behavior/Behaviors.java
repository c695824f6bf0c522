package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.Kind;
import java.util.EnumMap;
import java.util.Map;

/** Finds the behavior of an element by its kind. */
final class Behaviors {

  private static final Map<Kind, Behavior> TABLE = table();

  private Behaviors() {}

  private static Map<Kind, Behavior> table() {
    Map<Kind, Behavior> table = new EnumMap<>(Kind.class);
    ScopeBehavior scope = new ScopeBehavior();
    table.put(Kind.PROCESS, scope);
    table.put(Kind.SUB_PROCESS, scope);
    table.put(Kind.EVENT_SUB_PROCESS, scope);
    table.put(Kind.CALL_ACTIVITY, new CallActivityBehavior());
    table.put(Kind.MULTI_INSTANCE_BODY, new MultiInstanceBehavior());
    JobBehavior job = new JobBehavior();
    table.put(Kind.SERVICE_TASK, job);
    table.put(Kind.SEND_TASK, job);
    table.put(Kind.SCRIPT_TASK, new ScriptTaskBehavior());
    table.put(Kind.BUSINESS_RULE_TASK, new BusinessRuleTaskBehavior());
    table.put(Kind.USER_TASK, new UserTaskBehavior());
    table.put(Kind.RECEIVE_TASK, new CatchBehavior());
    PassBehavior pass = new PassBehavior();
    table.put(Kind.MANUAL_TASK, pass);
    table.put(Kind.TASK, pass);
    table.put(Kind.START_EVENT, pass);
    table.put(Kind.BOUNDARY_EVENT, pass);
    table.put(Kind.PARALLEL_GATEWAY, pass);
    table.put(Kind.EXCLUSIVE_GATEWAY, new ExclusiveGatewayBehavior());
    table.put(Kind.INCLUSIVE_GATEWAY, new InclusiveGatewayBehavior());
    table.put(Kind.EVENT_BASED_GATEWAY, new EventBasedGatewayBehavior());
    table.put(Kind.INTERMEDIATE_CATCH_EVENT, new CatchBehavior());
    table.put(Kind.INTERMEDIATE_THROW_EVENT, new ThrowBehavior());
    table.put(Kind.END_EVENT, new ThrowBehavior());
    for (Kind kind : Kind.values()) {
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
