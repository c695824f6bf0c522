package dev.entente.tasks;

import dev.entente.process.EngineRefused;
import dev.entente.process.EngineUnavailable;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells people of new tasks, reminds at half of the time, escalates at its end: each once, over any restart. */
@Component
class TaskAnnouncer {

  private static final Logger log = LoggerFactory.getLogger(TaskAnnouncer.class);
  private static final int PAGE = 100;

  private final UserTasks tasks;
  private final TaskNotices notices;
  private final TaskMails mails;
  private final DecisionLedger decisions;
  private final TransactionTemplate transaction;

  TaskAnnouncer(UserTasks tasks, TaskNotices notices, TaskMails mails, DecisionLedger decisions, TransactionTemplate transaction) {
    this.tasks = tasks;
    this.notices = notices;
    this.mails = mails;
    this.decisions = decisions;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "${entente.tasks.look:2s}", initialDelayString = "${entente.tasks.look:2s}")
  void look() {
    try {
      announceNew();
      tellDue(notices.toRemind(), notices::reminded, mails::remind);
      tellDue(notices.toEscalate(), notices::escalated, mails::escalate);
      settleDecisions();
    } catch (EngineUnavailable away) {
      log.debug("Tasks can't be looked at now", away);
    } catch (EngineRefused refused) {
      log.warn("Tasks can't be looked at: {}", refused.getMessage());
    }
  }

  private void announceNew() {
    OffsetDateTime since = notices.seenUntil();
    List<UserTask> found;
    int page = 0;
    do {
      found = tasks.createdSince(since, page++, PAGE);
      Set<Long> known = notices.known(found.stream().map(UserTask::key).toList());
      found.stream().filter(task -> !known.contains(task.key())).forEach(this::announce);
    } while (found.size() == PAGE);
  }

  private void announce(UserTask task) {
    TaskMails.Content content = mails.content(task);
    transaction.executeWithoutResult(status -> {
      if (notices.announced(task)) {
        mails.announce(content);
      }
    });
  }

  private void tellDue(List<Long> due, LongPredicate mark, Consumer<TaskMails.Content> tell) {
    for (long key : due) {
      Optional<UserTask> task = tasks.find(key).filter(UserTask::open);
      if (task.isEmpty()) {
        notices.ended(key);
        continue;
      }
      TaskMails.Content content = mails.content(task.get());
      transaction.executeWithoutResult(status -> {
        if (mark.test(key)) {
          tell.accept(content);
        }
      });
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
          () -> log.debug("The decision on task {} has not reached the engine", key));
    }
  }
}
