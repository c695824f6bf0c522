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
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final int MOST_STEPS = 200_000;

  /** With which event a scope begins when it is not its none start event, and what the event brought. */
  private record Trigger(Element start, Map<String, @Nullable Object> variables) {}

  private final UnitOfWork work;
  private final Expressions expressions;
  private final ResourceLookup lookups;
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final Map<ElementInstance, Trigger> triggers = new HashMap<>();
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

  ElementContext context(ElementInstance instance) {
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
      triggers.put(root, new Trigger(startEvent, new HashMap<>(variables)));
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
    triggers.put(instance, new Trigger(startEvent, new HashMap<>(variables)));
  }

  /** The first element inside a scope. */
  void begin(ElementInstance scope) {
    Trigger trigger = triggers.remove(scope);
    if (trigger != null && trigger.start.kind() != ElementKind.START_EVENT) {
      enter(trigger.start, scope);
      return;
    }
    if (trigger != null) {
      happen(trigger.start, scope, trigger.variables);
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
    incidents.attempt(instance, () -> {
      ElementContext context = context(instance);
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
      ElementContext context = context(instance);
      if (instance.element.kind() != ElementKind.MULTI_INSTANCE_BODY) {
        VariableMappings.outputs(context);
      }
      loops.beforeEnd(instance);
      List<Flow> flows = Behaviors.of(instance.element).leave(context);
      compensations.remember(instance);
      end(instance, Phase.COMPLETED);
      afterCompletion(instance, flows);
    });
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
    new ArrayList<>(instance.children).forEach(this::terminate);
    compensations.forget(instance);
    end(instance, Phase.TERMINATED);
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
