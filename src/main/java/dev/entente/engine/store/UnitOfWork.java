package dev.entente.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one command has loaded and what it changes; written at its end by {@link Flush}. */
public final class UnitOfWork {

  public final Instant now;
  public final Variables variables;
  final Map<Long, ElementInstance> instances = new LinkedHashMap<>();
  final Set<ElementInstance> created = new LinkedHashSet<>();
  final Set<ElementInstance> changed = new LinkedHashSet<>();
  final Set<ProcessInstance> createdProcesses = new LinkedHashSet<>();
  final Set<ProcessInstance> changedProcesses = new LinkedHashSet<>();
  final Set<Rows.SequenceFlow> flows = new LinkedHashSet<>();
  final List<Rows.Job> jobs = new ArrayList<>();
  final List<Rows.UserTask> userTasks = new ArrayList<>();
  final List<Rows.Timer> timers = new ArrayList<>();
  final List<Rows.MessageSubscription> messageSubscriptions = new ArrayList<>();
  final List<Rows.SignalSubscription> signalSubscriptions = new ArrayList<>();
  final List<Rows.Correlation> correlations = new ArrayList<>();
  final List<Rows.MessageCorrelation> messageCorrelations = new ArrayList<>();
  final List<Rows.PendingSignal> pendingSignals = new ArrayList<>();
  final List<Rows.DecisionInstance> decisionInstances = new ArrayList<>();
  final Map<Long, Rows.Incident> incidents = new LinkedHashMap<>();
  final Set<Long> resolvedIncidents = new LinkedHashSet<>();
  final Map<Long, Rows.Compensation> compensations = new LinkedHashMap<>();
  final Set<Long> newCompensations = new LinkedHashSet<>();
  final Set<Long> spentCompensations = new LinkedHashSet<>();
  /** Instances that ended before their job or user task was done. */
  final Set<Long> withoutWork = new LinkedHashSet<>();
  /** Instances that ended while they waited for events, their boundary events and event sub-processes included. */
  final Set<Long> withoutEvents = new LinkedHashSet<>();
  /** Scopes whose event sub-processes no longer wait, with the start events meant. */
  final Map<Long, Set<String>> unsubscribed = new LinkedHashMap<>();
  private final KeyGenerator keys;
  private final ProcessDefinitionStore definitions;

  public UnitOfWork(KeyGenerator keys, ProcessDefinitionStore definitions, Instant now) {
    this.keys = keys;
    this.definitions = definitions;
    this.now = now;
    this.variables = new Variables(keys);
  }

  public long nextKey() {
    return keys.next();
  }

  public ProcessDefinitionStore definitions() {
    return definitions;
  }

  public @Nullable ElementInstance instance(long key) {
    return instances.get(key);
  }

  public Collection<ElementInstance> instances() {
    return instances.values();
  }

  public ElementInstance create(ElementInstance instance) {
    instances.put(instance.key, instance);
    created.add(instance);
    return instance;
  }

  public void create(ProcessInstance process) {
    createdProcesses.add(process);
  }

  public void change(ElementInstance instance) {
    if (!created.contains(instance)) {
      changed.add(instance);
    }
  }

  public void change(ProcessInstance process) {
    if (!createdProcesses.contains(process)) {
      changedProcesses.add(process);
    }
  }

  public void close(ElementInstance instance) {
    if (instance.phase == ElementInstance.Phase.TERMINATED && instance.element.isWork()) {
      withoutWork.add(instance.key);
    }
    if (instance.element.waitsForEvents()) {
      withoutEvents.add(instance.key);
    }
    change(instance);
  }

  /** Only for the event sub-processes of the scope: what the instance itself waits for stays. */
  public void unsubscribe(ElementInstance scope, Set<String> startEventIds) {
    unsubscribed.computeIfAbsent(scope.key, k -> new LinkedHashSet<>()).addAll(startEventIds);
  }

  public void take(Rows.SequenceFlow flow) {
    flows.add(flow);
  }

  public void add(Rows.Job job) {
    jobs.add(job);
  }

  public void add(Rows.UserTask task) {
    userTasks.add(task);
  }

  public void add(Rows.Timer timer) {
    timers.add(timer);
  }

  public void add(Rows.MessageSubscription subscription) {
    messageSubscriptions.add(subscription);
  }

  public void add(Rows.SignalSubscription subscription) {
    signalSubscriptions.add(subscription);
  }

  public void add(Rows.Correlation correlation) {
    correlations.add(correlation);
  }

  public void add(Rows.MessageCorrelation correlation) {
    messageCorrelations.add(correlation);
  }

  public void add(Rows.PendingSignal signal) {
    pendingSignals.add(signal);
  }

  public void add(Rows.DecisionInstance decision) {
    decisionInstances.add(decision);
  }

  public void add(Rows.Incident incident) {
    incidents.put(incident.key(), incident);
  }

  /** Also of an incident that was made by this very command. */
  public void resolveIncident(long key) {
    if (incidents.remove(key) == null) {
      resolvedIncidents.add(key);
    }
  }

  public void add(Rows.Compensation compensation) {
    compensations.put(compensation.key(), compensation);
    newCompensations.add(compensation.key());
  }

  public List<Rows.Compensation> compensations(Predicate<Rows.Compensation> which) {
    return compensations.values().stream().filter(which).toList();
  }

  public void spend(Rows.Compensation compensation) {
    compensations.remove(compensation.key());
    if (!newCompensations.remove(compensation.key())) {
      spentCompensations.add(compensation.key());
    }
  }

  /** Message subscriptions opened since the given number of them. */
  public List<Rows.MessageSubscription> messageSubscriptionsFrom(int index) {
    return messageSubscriptions.subList(index, messageSubscriptions.size());
  }

  public int messageSubscriptionCount() {
    return messageSubscriptions.size();
  }

  /** Replaces a subscription that was opened by this command and is not written yet. */
  public void correlated(Rows.MessageSubscription subscription) {
    messageSubscriptions.replaceAll(other -> other.key() != subscription.key() ? other : new Rows.MessageSubscription(other.key(), other.name(),
        other.correlationKey(), "CORRELATED", other.elementId(), other.elementInstanceKey(), other.processInstanceKey(), other.rootKey(),
        other.definitionKey(), other.processId(), other.startEvent(), other.lastUpdated()));
  }

  public Set<String> newJobTypes() {
    Set<String> types = new TreeSet<>();
    jobs.forEach(job -> types.add(job.type()));
    return types;
  }

  public Optional<Instant> earliestTimer() {
    return timers.stream().map(Rows.Timer::due).min(Instant::compareTo);
  }

  public boolean hasPendingSignals() {
    return !pendingSignals.isEmpty();
  }

  public Set<Long> endedProcesses() {
    Set<Long> ended = new TreeSet<>();
    createdProcesses.stream().filter(process -> process.endDate != null).forEach(process -> ended.add(process.key));
    changedProcesses.stream().filter(process -> process.endDate != null).forEach(process -> ended.add(process.key));
    return ended;
  }
}
