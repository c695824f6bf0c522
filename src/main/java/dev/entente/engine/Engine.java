package dev.entente.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All commands of the embedded runtime; each is one transaction and throws {@link Rejected} when it can't be carried out. */
public final class Engine {

  public Results.Deployment deploy(List<Commands.Resource> resources) {
    throw new UnsupportedOperationException();
  }

  /** Deletes a process definition, decision requirements, form or resource by key. */
  public void deleteResource(long key) {
    throw new UnsupportedOperationException();
  }

  public Results.CreatedInstance createInstance(Commands.CreateInstance command) {
    throw new UnsupportedOperationException();
  }

  /** State and root variables of an instance, for callers that wait for its end; an empty list fetches all variables. */
  public Results.InstanceResult result(long processInstanceKey, List<String> fetchVariables) {
    throw new UnsupportedOperationException();
  }

  public void cancelInstance(long processInstanceKey) {
    throw new UnsupportedOperationException();
  }

  /** Removes all rows of an ended root instance. */
  public void deleteInstance(long processInstanceKey) {
    throw new UnsupportedOperationException();
  }

  public List<Results.ActivatedJob> activateJobs(Commands.ActivateJobs command) {
    throw new UnsupportedOperationException();
  }

  public void completeJob(Commands.CompleteJob command) {
    throw new UnsupportedOperationException();
  }

  public void failJob(Commands.FailJob command) {
    throw new UnsupportedOperationException();
  }

  public void throwError(Commands.ThrowError command) {
    throw new UnsupportedOperationException();
  }

  public void updateJob(Commands.UpdateJob command) {
    throw new UnsupportedOperationException();
  }

  public void assignUserTask(Commands.AssignUserTask command) {
    throw new UnsupportedOperationException();
  }

  public void unassignUserTask(long userTaskKey) {
    throw new UnsupportedOperationException();
  }

  public void updateUserTask(Commands.UpdateUserTask command) {
    throw new UnsupportedOperationException();
  }

  public void completeUserTask(Commands.CompleteUserTask command) {
    throw new UnsupportedOperationException();
  }

  public void setVariables(Commands.SetVariables command) {
    throw new UnsupportedOperationException();
  }

  public void resolveIncident(long incidentKey) {
    throw new UnsupportedOperationException();
  }

  /** Resolves all incidents of an instance and of the processes it called; answers how many. */
  public int resolveIncidents(long processInstanceKey) {
    throw new UnsupportedOperationException();
  }

  public Results.PublishedMessage publishMessage(Commands.PublishMessage command) {
    throw new UnsupportedOperationException();
  }

  public Results.CorrelatedMessage correlateMessage(Commands.CorrelateMessage command) {
    throw new UnsupportedOperationException();
  }

  public Results.BroadcastedSignal broadcastSignal(Commands.BroadcastSignal command) {
    throw new UnsupportedOperationException();
  }

  /** Moves the clock, and remembers it over a restart. */
  public void addToClock(Duration offset) {
    throw new UnsupportedOperationException();
  }

  public void pinClock(Instant instant) {
    throw new UnsupportedOperationException();
  }

  public void resetClock() {
    throw new UnsupportedOperationException();
  }

  /** Removes everything: definitions, instances, messages, timers. Returns the number of this purge, counted up. */
  public long purge() {
    throw new UnsupportedOperationException();
  }

  /** The number of the last purge, 0 before the first. */
  public long purgeEpoch() {
    throw new UnsupportedOperationException();
  }

  public EngineClock clock() {
    throw new UnsupportedOperationException();
  }

  public void addListener(EngineListener listener) {
    throw new UnsupportedOperationException();
  }
}
