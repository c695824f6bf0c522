package dev.entente.engine.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process instance while a command works on it. */
public final class ProcessInstance {

  public final long key;
  public final long rootKey;
  public final @Nullable Long parentInstanceKey;
  public final @Nullable Long parentElementInstanceKey;
  public final ProcessDefinition definition;
  public final @Nullable String businessId;
  public final Set<String> tags;
  public final Instant startDate;
  public final @Nullable String startCorrelationKey;
  public String state = "ACTIVE";
  public @Nullable Instant endDate;

  public ProcessInstance(long key, @Nullable ElementInstance caller, ProcessDefinition definition, @Nullable String businessId, Set<String> tags, Instant startDate,
      @Nullable String startCorrelationKey) {
    this(key, caller == null ? key : caller.process.rootKey, caller == null ? null : (Long) caller.process.key, caller == null ? null : (Long) caller.key,
        definition, businessId, tags, startDate, startCorrelationKey);
  }

  ProcessInstance(long key, long rootKey, @Nullable Long parentInstanceKey, @Nullable Long parentElementInstanceKey, ProcessDefinition definition,
      @Nullable String businessId, Set<String> tags, Instant startDate, @Nullable String startCorrelationKey) {
    this.key = key;
    this.rootKey = rootKey;
    this.parentInstanceKey = parentInstanceKey;
    this.parentElementInstanceKey = parentElementInstanceKey;
    this.definition = definition;
    this.businessId = businessId;
    this.tags = tags;
    this.startDate = startDate;
    this.startCorrelationKey = startCorrelationKey;
  }

  public boolean isRoot() {
    return parentInstanceKey == null;
  }
}
