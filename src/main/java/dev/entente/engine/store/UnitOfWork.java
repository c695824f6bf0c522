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
import java.util.function.LongConsumer;
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
  final Map<Long, Rows.JobChange> changedJobs = new LinkedHashMap<>();
  final Map<Long, Rows.UserTaskChange> changedUserTasks = new LinkedHashMap<>();
  final List<Rows.Timer> timers = new ArrayList<>();
  final Map<Long, Rows.TimerChange> changedTimers = new LinkedHashMap<>();
  final Map<Long, Instant> postponedTimers = new LinkedHashMap<>();
  final Set<Long> spentTimers = new LinkedHashSet<>();
  final List<Rows.Message> messages = new ArrayList<>();
  final Set<Long> expiredMessages = new LinkedHashSet<>();
  final List<Rows.MessageSubscription> messageSubscriptions = new ArrayList<>();
  final Map<Long, Rows.SubscriptionChange> changedMessageSubscriptions = new LinkedHashMap<>();
  final Set<Long> spentSignalSubscriptions = new LinkedHashSet<>();
  final Set<Long> spentSignals = new LinkedHashSet<>();
  final Map<Long, Instant> postponedSignals = new LinkedHashMap<>();
  final List<Rows.SignalSubscription> signalSubscriptions = new ArrayList<>();
  final List<Rows.Correlation> correlations = new ArrayList<>();
  final Set<Rows.MessageCorrelation> messageCorrelations = new LinkedHashSet<>();
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
  private LongConsumer loadRoot = root -> {};
  private final KeyGenerator keys;
  private final ProcessDefinitionStore definitions;

  public UnitOfWork(KeyGenerator keys, ProcessDefinitionStore definitions, Instant now) {
    this.keys = keys;
    this.definitions = definitions;
    this.now = now;
    this.variables = new Variables(keys);
  }

  /** How to load the rest of a root of which only some repetitions are here. */
  public void onIncomplete(LongConsumer loadRoot) {
    this.loadRoot = loadRoot;
  }

  /** Before all repetitions of a parallel multi-instance body are asked for. */
  public void complete(ElementInstance body) {
    if (!createdProcesses.contains(body.process) || body.process.parentInstanceKey != null) {
      loadRoot.accept(body.process.rootKey);
    }
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

  /** False when the message has reached the process before in this command. */
  public boolean add(Rows.MessageCorrelation correlation) {
    return messageCorrelations.add(correlation);
  }

  public void add(Rows.Message message) {
    messages.add(message);
  }

  /** Messages kept by this command that nobody else can see yet. */
  public List<Rows.Message> messages(String name, String correlationKey) {
    return messages.stream().filter(message -> message.name().equals(name) && message.correlationKey().equals(correlationKey)).toList();
  }

  /** Whether this command has started an instance by a message with the key that is still active. */
  public boolean isStarted(String processId, String correlationKey) {
    return createdProcesses.stream().anyMatch(process -> process.endDate == null && correlationKey.equals(process.startCorrelationKey)
        && process.definition.processId().equals(processId));
  }

  public boolean hasReached(long messageKey, String processId) {
    return messageCorrelations.contains(new Rows.MessageCorrelation(messageKey, processId));
  }

  /** A message whose time is over, and whose id is used again. */
  public void expire(long messageKey) {
    expiredMessages.add(messageKey);
  }

  public void change(Rows.JobChange job) {
    changedJobs.put(job.key(), job);
  }

  public void change(Rows.UserTaskChange task) {
    changedUserTasks.put(task.key(), task);
  }

  public void change(Rows.TimerChange timer) {
    changedTimers.put(timer.key(), timer);
  }

  public void change(Rows.SubscriptionChange subscription) {
    changedMessageSubscriptions.put(subscription.key(), subscription);
  }

  /** It could not be fired: its due time stays, it is tried again later. */
  public void postponeTimer(long key, Instant notBefore) {
    postponedTimers.put(key, notBefore);
  }

  public void spendTimer(long key) {
    spentTimers.add(key);
  }

  public void spendSignalSubscription(long key) {
    spentSignalSubscriptions.add(key);
  }

  public void postponeSignal(long key, Instant due) {
    postponedSignals.put(key, due);
  }

  public void spendSignal(long key) {
    spentSignals.add(key);
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
