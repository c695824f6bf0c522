package dev.entente.tasks;

import dev.entente.process.EngineRefused;
import dev.entente.process.EngineUnavailable;
import dev.entente.process.UserTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes what nobody finishes any more: decisions that a crash cut off, delegations of people who have left. */
@Component
class TaskUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(TaskUpkeep.class);

  private final UserTasks tasks;
  private final DecisionLedger decisions;
  private final DelegationChanges delegating;

  TaskUpkeep(UserTasks tasks, DecisionLedger decisions, DelegationChanges delegating) {
    this.tasks = tasks;
    this.decisions = decisions;
    this.delegating = delegating;
  }

  @Scheduled(fixedDelayString = "${entente.tasks.upkeep:10s}", initialDelayString = "${entente.tasks.upkeep:10s}")
  void look() {
    delegating.endThoseOfLeavers();
    try {
      settleDecisions();
    } catch (EngineUnavailable away) {
      LOG.debug("Decisions can't be settled now", away);
    } catch (EngineRefused refused) {
      LOG.warn("Decisions can't be settled: {}", refused.getMessage());
    }
  }

  /** What a crash left between the engine's answer and the trail. */
  private void settleDecisions() {
    for (long key : decisions.unsettled()) {
      tasks.find(key).filter(task -> !task.open()).ifPresentOrElse(
          task -> {
            if ("COMPLETED".equals(task.state())) {
              decisions.settle(key);
            } else if ("CANCELED".equals(task.state())) {
              decisions.withdraw(key);
            }
          },
          () -> LOG.debug("The decision on task {} has not reached the engine", key));
    }
  }
}
