package dev.entente.engine.behavior;

import dev.entente.engine.expression.Expressions;
import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.model.Flow;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ElementInstance.Phase;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.ProcessInstance;
import dev.entente.engine.store.UnitOfWork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tokens of one command until all of them wait: a queue of steps over the instances in memory.
 *
 * <p>Every instance goes activating, active, completing, completed; or is terminated from any of the first three. Only this class moves it on.
 * A step that can't be evaluated changes nothing but the incident it leaves.
 */
public final class Interpreter {

  /** A command that takes more steps than this goes in circles. */
  private static final int MOST_STEPS = 2_000_000;

  /** An element that is entered more often than this in one scope by one command is part of a loop that never waits. */
  private static final int MOST_ROUNDS = 5_000;

  private record Place(ElementInstance scope, Element element) {}

  private final UnitOfWork work;
  private final Expressions expressions;
  private final ResourceLookup lookups;
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final Map<Place, Integer> rounds = new HashMap<>();
  private final List<ProcessInstance> ended = new ArrayList<>();
  private final TokenFlow tokens = new TokenFlow(this);
  private final EventTrigger events = new EventTrigger(this);
  private final ErrorPropagation errors = new ErrorPropagation(this);
  private final Compensations compensations = new Compensations(this);
  private final MultiInstanceLoop loops = new MultiInstanceLoop(this);
  private final IncidentHandler incidents = new IncidentHandler(this);
  private int taken;

  public Interpreter(UnitOfWork work, Expressions expressions, ResourceLookup lookups) {
    this.work = work;
    this.expressions = expressions;
    this.lookups = lookups;
  }

  public void run() {
    for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
      if (++taken > MOST_STEPS) {
        throw new EndlessLoop("Expected the process to come to a stop, but it went on for %d steps without waiting".formatted(MOST_STEPS));
      }
      step.run();
    }
  }

  public UnitOfWork work() {
    return work;
  }

  public EventTrigger events() {
    return events;
  }

  public ErrorPropagation errors() {
    return errors;
  }

  public IncidentHandler incidents() {
    return incidents;
  }

  Compensations compensations() {
    return compensations;
  }

  MultiInstanceLoop loops() {
    return loops;
  }

  ElementContext elementContext(ElementInstance instance) {
    return new ElementContext(instance.element, instance, work.variables, expressions, work.now, lookups);
  }

  /** Root processes that ended in this command. */
  public List<ProcessInstance> ended() {
    return ended;
  }

  /** Starts a process; without a start event by its none start event. */
  public ElementInstance start(ProcessInstance process, @Nullable ElementInstance caller, Map<String, ? extends @Nullable Object> variables, @Nullable Element startEvent) {
    work.create(process);
    ElementInstance root = work.create(new ElementInstance(process.key, process, process.definition.graph().process(), null, caller, work.now));
    if (startEvent == null) {
      work.variables.setLocal(root, variables);
    } else {
      root.trigger = new ElementInstance.Trigger(startEvent.id(), new HashMap<>(variables));
    }
    activateLater(root);
    return root;
  }

  void call(ElementInstance activity, ProcessDefinition called, Map<String, @Nullable Object> variables) {
    ProcessInstance process = new ProcessInstance(work.nextKey(), activity, called, activity.process.businessId, activity.process.tags, work.now, null);
    start(process, activity, variables, null);
  }

  /** A new instance in a scope, entered when its turn comes. */
  ElementInstance enter(Element element, ElementInstance scope) {
    ElementInstance instance = work.create(new ElementInstance(work.nextKey(), scope.process, element, scope, null, work.now));
    activateLater(instance);
    return instance;
  }

  /** An event that has already happened: it is left at once, with what it brought. */
  void happen(Element event, ElementInstance scope, Map<String, ? extends @Nullable Object> variables) {
    ElementInstance instance = work.create(new ElementInstance(work.nextKey(), scope.process, event, scope, null, work.now));
    instance.phase = Phase.ACTIVE;
    deliver(instance, variables);
    completeLater(instance);
  }

  /** An event sub-process that was triggered. */
  void enterTriggered(Element scopeElement, ElementInstance scope, Element startEvent, Map<String, ? extends @Nullable Object> variables) {
    ElementInstance instance = enter(scopeElement, scope);
    instance.trigger = new ElementInstance.Trigger(startEvent.id(), new HashMap<>(variables));
  }

  /** The first element inside a scope. */
  void begin(ElementInstance scope) {
    ElementInstance.Trigger trigger = scope.trigger;
    if (trigger != null) {
      scope.trigger = null;
      Element element = Objects.requireNonNull(scope.process.definition.graph().entry(trigger.elementId()));
      if (element.kind() == ElementKind.START_EVENT) {
        happen(element, scope, trigger.variables());
      } else {
        enter(element, scope);
      }
      return;
    }
    Element start = scope.element.noneStart().orElseGet(scope.element::onlyStart);
    if (start.event() == null) {
      enter(start, scope);
    } else {
      happen(start, scope, Map.of());
    }
  }

  public void activateLater(ElementInstance instance) {
    steps.add(() -> activate(instance));
  }

  public void completeLater(ElementInstance instance) {
    steps.add(() -> complete(instance));
  }

  private void activate(ElementInstance instance) {
    if (!instance.isOpen()) {
      return;
    }
    enterPhase(instance, Phase.ACTIVATING);
    if (goesInCircles(instance)) {
      incidents.raise(instance, "UNKNOWN", "Expected the process to come to a stop, but '%s' was entered %d times without anything to wait for"
          .formatted(instance.element.id(), MOST_ROUNDS), null);
      return;
    }
    incidents.attempt(instance, () -> {
      ElementContext context = elementContext(instance);
      if (instance.element.kind() != ElementKind.MULTI_INSTANCE_BODY) {
        VariableMappings.inputs(context);
      }
      ActivationOutcome outcome = Behaviors.of(instance.element).activate(context);
      List<Subscription> boundaries = Subscriptions.evaluate(instance.element.boundaries(), context);
      enterPhase(instance, Phase.ACTIVE);
      outcome.apply(this, instance);
      Subscriptions.open(work, instance, boundaries);
    });
  }

  private boolean goesInCircles(ElementInstance instance) {
    ElementInstance scope = instance.scope;
    return scope != null && scope.element.kind() != ElementKind.MULTI_INSTANCE_BODY
        && rounds.merge(new Place(scope, instance.element), 1, Integer::sum) > MOST_ROUNDS;
  }

  /** Results become variables: local where output mappings decide what leaves, else merged outwards. */
  public void deliver(ElementInstance instance, Map<String, ? extends @Nullable Object> variables) {
    if (instance.element.outputs().isEmpty()) {
      work.variables.merge(instance, variables);
    } else {
      work.variables.setLocal(instance, variables);
    }
  }

  private void complete(ElementInstance instance) {
    if (!instance.isOpen() || !instance.children.isEmpty()) {
      return;
    }
    enterPhase(instance, Phase.COMPLETING);
    incidents.attempt(instance, () -> {
      ElementContext context = elementContext(instance);
      if (instance.element.kind() != ElementKind.MULTI_INSTANCE_BODY) {
        VariableMappings.outputs(context);
      }
      loops.beforeEnd(instance);
      List<Subscription> eventSubProcesses = afterStart(instance);
      List<Flow> flows = Behaviors.of(instance.element).leave(context);
      compensations.remember(instance);
      end(instance, Phase.COMPLETED);
      if (!eventSubProcesses.isEmpty()) {
        Subscriptions.open(work, instance.scope, eventSubProcesses);
      }
      afterCompletion(instance, flows);
    });
  }

  /** The event sub-processes around a start event wait from its end on, and see what it gave. */
  private List<Subscription> afterStart(ElementInstance instance) {
    return instance.element.kind() == ElementKind.START_EVENT && !instance.scope.interrupted ? Subscriptions.ofEventSubProcesses(elementContext(instance.scope)) : List.of();
  }

  private void afterCompletion(ElementInstance instance, List<Flow> flows) {
    if (instance.element.kind() == ElementKind.PROCESS) {
      afterProcess(instance);
    } else if (instance.scope.element.kind() == ElementKind.MULTI_INSTANCE_BODY) {
      loops.afterEnd(instance);
    } else {
      compensations.afterHandler(instance);
      flows.forEach(flow -> tokens.take(flow, instance));
      tokens.settle(instance.scope);
    }
  }

  private void afterProcess(ElementInstance instance) {
    ElementInstance caller = instance.caller;
    if (caller != null && caller.isOpen()) {
      if (caller.element.call().allChildVariables() || !caller.element.outputs().isEmpty()) {
        deliver(caller, work.variables.locals(instance));
      }
      completeLater(caller);
    }
  }

  /** Terminates an instance and all within, without anything following from it. */
  public void terminate(ElementInstance instance) {
    if (!instance.isOpen()) {
      return;
    }
    List<ElementInstance> outerFirst = new ArrayList<>(List.of(instance));
    for (int i = 0; i < outerFirst.size(); i++) {
      if (outerFirst.get(i).isParallelBody()) {
        work.complete(outerFirst.get(i));
      }
      outerFirst.addAll(outerFirst.get(i).children);
    }
    Collections.reverse(outerFirst);
    outerFirst.forEach(ended -> {
      compensations.forget(ended);
      end(ended, Phase.TERMINATED);
    });
  }

  /** All but this one in its scope, waiting tokens too. */
  void terminateOthers(ElementInstance instance) {
    new ArrayList<>(instance.scope.children).stream().filter(other -> other != instance).forEach(this::terminate);
    instance.scope.tokens.clear();
    work.change(instance.scope);
  }

  private void end(ElementInstance instance, Phase phase) {
    if (!instance.children.isEmpty()) {
      throw new IllegalStateException("Expected nothing open in %s, but there is %s".formatted(instance, instance.children));
    }
    incidents.clear(instance);
    instance.phase = phase;
    instance.endDate = work.now;
    instance.tokens.clear();
    if (instance.parent() != null) {
      instance.parent().children.remove(instance);
    }
    work.close(instance);
    if (instance.element.kind() == ElementKind.PROCESS) {
      compensations.forget(instance);
      instance.process.state = phase.name();
      instance.process.endDate = work.now;
      work.change(instance.process);
      ended.add(instance.process);
    }
  }

  private void enterPhase(ElementInstance instance, Phase phase) {
    instance.phase = phase;
    work.change(instance);
  }

  /** Event sub-processes of a scope that was taken over no longer wait. */
  void takeOver(ElementInstance scope) {
    scope.interrupted = true;
    Set<String> starts = new HashSet<>();
    scope.element.eventSubProcesses().forEach(sub -> starts.add(sub.onlyStart().id()));
    work.unsubscribe(scope, starts);
    work.change(scope);
  }

}
