package dev.entente.engine.model;

/** The kinds of elements the runtime executes, named as the API names the type of an element instance. */
public enum ElementKind {
  PROCESS, SUB_PROCESS, EVENT_SUB_PROCESS, CALL_ACTIVITY, MULTI_INSTANCE_BODY,
  SERVICE_TASK, SEND_TASK, SCRIPT_TASK, BUSINESS_RULE_TASK, USER_TASK, RECEIVE_TASK, MANUAL_TASK, TASK,
  EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY, INCLUSIVE_GATEWAY, EVENT_BASED_GATEWAY,
  START_EVENT, END_EVENT, INTERMEDIATE_CATCH_EVENT, INTERMEDIATE_THROW_EVENT, BOUNDARY_EVENT;

  /** Holds a flow of its own. */
  public boolean isScope() {
    return this == PROCESS || this == SUB_PROCESS || this == EVENT_SUB_PROCESS;
  }
}
