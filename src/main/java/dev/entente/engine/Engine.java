package dev.entente.engine;

import dev.entente.engine.store.Housekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All commands of the embedded runtime; each is one transaction and throws {@link Rejected} when it can't be carried out. */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final EngineRuntime runtime;
  private final DeploymentCommands deploying;
  private final InstanceCommands instances;
  private final JobCommands jobs;
  private final UserTaskCommands userTasks;
  private final MessageCommands messages;
  private final SignalCommands signals;
  private final DecisionCommands decisions;
  private final Scheduler scheduler;

  /** Brings the schema up to date and begins with what is due. */
  public Engine(DataSource dataSource, EngineClock clock) {
    Housekeeping.migrate(dataSource);
    this.runtime = new EngineRuntime(dataSource, clock);
    this.deploying = new DeploymentCommands(runtime);
    this.instances = new InstanceCommands(runtime);
    this.jobs = new JobCommands(runtime);
    this.userTasks = new UserTaskCommands(runtime);
    this.messages = new MessageCommands(runtime);
    this.signals = new SignalCommands(runtime);
    this.decisions = new DecisionCommands(runtime);
    restore(clock);
    this.scheduler = new Scheduler(runtime, signals);
    scheduler.start();
  }

  /** A clock that was moved stays so over a restart, but only where moving it is still allowed: the time of a production system is the system's. */
  private void restore(EngineClock clock) {
    Housekeeping.ClockRow row = runtime.housekeeping.clock();
    EngineClock.Setting kept = new EngineClock.Setting(row.pinned(), row.offset());
    if (clock.isMovable()) {
      clock.move(kept);
    } else if (!kept.equals(EngineClock.Setting.SYSTEM)) {
      LOG.warn("The clock of this database was moved for tests ({}). It shows system time now: what became due in the moved time stays done.", kept);
    }
  }

  public Results.Deployment deploy(List<Commands.Resource> resources) {
    return deploying.deploy(resources);
  }

  /** Deletes a process definition, decision requirements, form or resource by key. */
  public void deleteResource(long key) {
    deploying.delete(key);
  }

  public Results.CreatedInstance createInstance(Commands.CreateInstance command) {
    return instances.create(command);
  }

  /** State and root variables of an instance, for callers that wait for its end; an empty list fetches all variables. */
  public Results.InstanceResult result(long processInstanceKey, List<String> fetchVariables) {
    return instances.result(processInstanceKey, fetchVariables);
  }

  public void cancelInstance(long processInstanceKey) {
    instances.cancel(processInstanceKey);
  }

  /** Removes all rows of an ended root instance. */
  public void deleteInstance(long processInstanceKey) {
    instances.delete(processInstanceKey);
  }

  public List<Results.ActivatedJob> activateJobs(Commands.ActivateJobs command) {
    return jobs.activate(command);
  }

  public void completeJob(Commands.CompleteJob command) {
    jobs.complete(command);
  }

  public void failJob(Commands.FailJob command) {
    jobs.fail(command);
  }

  public void throwError(Commands.ThrowError command) {
    jobs.throwError(command);
  }

  public void updateJob(Commands.UpdateJob command) {
    jobs.update(command);
  }

  public void assignUserTask(Commands.AssignUserTask command) {
    userTasks.assign(command);
  }

  public void unassignUserTask(long userTaskKey) {
    userTasks.unassign(userTaskKey);
  }

  public void updateUserTask(Commands.UpdateUserTask command) {
    userTasks.update(command);
  }

  public void completeUserTask(Commands.CompleteUserTask command) {
    userTasks.complete(command);
  }

  public void setVariables(Commands.SetVariables command) {
    instances.setVariables(command);
  }

  public void resolveIncident(long incidentKey) {
    instances.resolveIncident(incidentKey);
  }

  /** Resolves all incidents of an instance and of the processes it called; answers how many. */
  public int resolveIncidents(long processInstanceKey) {
    return instances.resolveIncidents(processInstanceKey);
  }

  public Results.PublishedMessage publishMessage(Commands.PublishMessage command) {
    return messages.publish(command);
  }

  public Results.CorrelatedMessage correlateMessage(Commands.CorrelateMessage command) {
    return messages.correlate(command);
  }

  public Results.BroadcastedSignal broadcastSignal(Commands.BroadcastSignal command) {
    return signals.broadcast(command);
  }

  public Results.EvaluatedDecision evaluateDecision(Commands.EvaluateDecision command) {
    return decisions.evaluate(command);
  }

  /** Moves the clock, and remembers it over a restart. */
  public void addToClock(Duration offset) {
    EngineClock.Setting now = runtime.clock.setting();
    move(new EngineClock.Setting(now.pinned(), now.offset().plus(offset)));
  }

  public void pinClock(Instant instant) {
    move(new EngineClock.Setting(instant, Duration.ZERO));
  }

  public void resetClock() {
    move(EngineClock.Setting.SYSTEM);
  }

  private void move(EngineClock.Setting setting) {
    runtime.transaction(() -> {
      runtime.housekeeping.clock(setting.pinned(), setting.offset());
      return true;
    });
    runtime.clock.move(setting);
  }

  /** Removes everything: definitions, instances, messages, timers. Returns the number of this purge, counted up. */
  public long purge() {
    long epoch = runtime.transaction(runtime.housekeeping::purge);
    runtime.definitions.forget();
    runtime.listeners.forEach(EngineListener::purged);
    return epoch;
  }

  /** The number of the last purge, 0 before the first. */
  public long purgeEpoch() {
    return runtime.transaction(runtime.housekeeping::epoch);
  }

  public EngineClock clock() {
    return runtime.clock;
  }

  public void addListener(EngineListener listener) {
    runtime.listeners.add(listener);
  }

  /** Commands already under way are not touched. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
