package dev.entente.engine.model;

import dev.entente.engine.expression.CompiledExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the graph; written only while the graph is built, read by any thread afterwards. */
public final class Element {

  private final String id;
  private final String name;
  private final ElementKind kind;
  private final @Nullable Element scope;
  final List<Flow> incoming = new ArrayList<>();
  final List<Flow> outgoing = new ArrayList<>();
  final List<ElementProperties.Mapping> inputs = new ArrayList<>();
  final List<ElementProperties.Mapping> outputs = new ArrayList<>();
  final List<Element> boundaries = new ArrayList<>();
  final List<Element> eventSubProcesses = new ArrayList<>();
  final List<Element> children = new ArrayList<>();
  @Nullable Flow defaultFlow;
  @Nullable Event event;
  boolean interrupting = true;
  @Nullable Element attachedTo;
  @Nullable Element compensationHandler;
  boolean forCompensation;
  ElementProperties.@Nullable Job job;
  ElementProperties.@Nullable UserTask userTask;
  ElementProperties.@Nullable UserTask jobUserTask;
  @Nullable CompiledExpression formKey;
  ElementProperties.@Nullable Script script;
  ElementProperties.@Nullable Decision decision;
  ElementProperties.@Nullable Call call;
  ElementProperties.@Nullable Loop loop;
  @Nullable Element inner;
  @Nullable Element linkTarget;

  Element(String id, @Nullable String name, ElementKind kind, @Nullable Element scope) {
    this.id = id;
    this.name = name == null || name.isBlank() ? id : name;
    this.kind = kind;
    this.scope = scope;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public ElementKind kind() {
    return kind;
  }

  /** The element around it; null for the process. */
  public @Nullable Element scope() {
    return scope;
  }

  public List<Flow> incoming() {
    return incoming;
  }

  public List<Flow> outgoing() {
    return outgoing;
  }

  public @Nullable Flow defaultFlow() {
    return defaultFlow;
  }

  public List<ElementProperties.Mapping> inputs() {
    return inputs;
  }

  public List<ElementProperties.Mapping> outputs() {
    return outputs;
  }

  public @Nullable Event event() {
    return event;
  }

  /** For boundary events and start events of event sub-processes. */
  public boolean interrupting() {
    return interrupting;
  }

  public List<Element> boundaries() {
    return boundaries;
  }

  public @Nullable Element attachedTo() {
    return attachedTo;
  }

  public List<Element> eventSubProcesses() {
    return eventSubProcesses;
  }

  public List<Element> children() {
    return children;
  }

  public @Nullable Element compensationHandler() {
    return compensationHandler;
  }

  public boolean forCompensation() {
    return forCompensation;
  }

  public ElementProperties.@Nullable Job job() {
    return job;
  }

  public ElementProperties.@Nullable UserTask userTask() {
    return userTask;
  }

  /** Of a user task that is done by a job: what its worker is told. */
  public ElementProperties.@Nullable UserTask jobUserTask() {
    return jobUserTask;
  }

  /** Of a user task that is done by a job. */
  public @Nullable CompiledExpression formKey() {
    return formKey;
  }

  public ElementProperties.@Nullable Script script() {
    return script;
  }

  public ElementProperties.@Nullable Decision decision() {
    return decision;
  }

  public ElementProperties.@Nullable Call call() {
    return call;
  }

  public ElementProperties.@Nullable Loop loop() {
    return loop;
  }

  /** Of a multi-instance body: what is repeated. */
  public @Nullable Element inner() {
    return inner;
  }

  /** Of a link throw event: the catch event of the same name. */
  public @Nullable Element linkTarget() {
    return linkTarget;
  }

  public Optional<Element> noneStart() {
    return children.stream().filter(child -> child.kind == ElementKind.START_EVENT && child.event == null).findFirst();
  }

  /** The only start event of an event sub-process. */
  public Element onlyStart() {
    return children.stream().filter(child -> child.kind == ElementKind.START_EVENT).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected a start event in " + id + ", but there is none"));
  }

  /** An activity that can be entered, left and interrupted. */
  public boolean isActivity() {
    return switch (kind) {
      case SUB_PROCESS, CALL_ACTIVITY, MULTI_INSTANCE_BODY, SERVICE_TASK, SEND_TASK, SCRIPT_TASK, BUSINESS_RULE_TASK, USER_TASK, RECEIVE_TASK,
          MANUAL_TASK, TASK -> true;
      default -> false;
    };
  }

  /** Somebody outside does it: a worker or a person. */
  public boolean isWork() {
    return job != null || userTask != null;
  }

  /** An instance of it may have timers and subscriptions: its own, of its boundary events, of its event sub-processes. */
  public boolean waitsForEvents() {
    return kind == ElementKind.EVENT_BASED_GATEWAY || kind == ElementKind.INTERMEDIATE_CATCH_EVENT || kind == ElementKind.RECEIVE_TASK
        || !boundaries.isEmpty() || !eventSubProcesses.isEmpty();
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
