package dev.entente.tasks;

import dev.entente.process.EngineRefused;
import dev.entente.process.EngineUnavailable;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells people of new tasks, reminds at half of the time, escalates at its end: each once, over any restart. */
@Component
class TaskAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger(TaskAnnouncer.class);
  private static final int PAGE = 100;

  private final UserTasks tasks;
  private final TaskNotices notices;
  private final TaskMails mails;
  private final TaskTimes times;
  private final TaskProperties properties;
  private final TransactionTemplate transaction;

  TaskAnnouncer(UserTasks tasks, TaskNotices notices, TaskMails mails, TaskTimes times, TaskProperties properties,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.notices = notices;
    this.mails = mails;
    this.times = times;
    this.properties = properties;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "${entente.tasks.look:2s}", initialDelayString = "${entente.tasks.look:2s}")
  void look() {
    try {
      announceNew();
      notices.toReschedule().forEach((key, due) -> withOpen(key, task -> reschedule(task, due)));
      notices.toRemind().forEach(key -> withOpen(key, this::remind));
      notices.toEscalate().forEach(key -> withOpen(key, this::escalate));
    } catch (EngineUnavailable away) {
      LOG.debug("Tasks can't be looked at now", away);
    } catch (EngineRefused refused) {
      LOG.warn("Tasks can't be looked at: {}", refused.getMessage());
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
    UserTask timed = times.timed(task);
    TaskMails.Content content = mails.content(timed);
    transaction.executeWithoutResult(status -> {
      if (notices.announced(timed, times.halfOf(timed), !Objects.equals(timed.dueAt(), task.dueAt()))) {
        mails.announce(content);
      }
    });
  }

  /** The notice keeps the date until the engine has it, so that a crash between the two moves no date twice. */
  private void reschedule(UserTask task, OffsetDateTime due) {
    tasks.reschedule(task.key(), due);
    notices.rescheduled(task.key());
  }

  private void remind(UserTask task) {
    tell(task, notices::reminded, mails::remind);
  }

  /** Others may decide from now on: the task is theirs too, and nobody's claim keeps it from them. */
  private void escalate(UserTask task) {
    if (TaskTimes.isTimedByProcess(task)) {
      return;
    }
    if (!task.candidateGroups().contains(properties.escalateTo())) {
      tasks.offerTo(task.key(), Stream.concat(task.candidateGroups().stream(), Stream.of(properties.escalateTo())).toList());
    }
    if (task.assignee() != null) {
      tasks.unassign(task.key());
    }
    tell(task, notices::escalated, mails::escalate);
  }

  private void tell(UserTask task, LongPredicate mark, Consumer<TaskMails.Content> mail) {
    TaskMails.Content content = mails.content(task);
    transaction.executeWithoutResult(status -> {
      if (mark.test(task.key())) {
        mail.accept(content);
      }
    });
  }

  private void withOpen(long key, Consumer<UserTask> action) {
    tasks.find(key).filter(UserTask::open).ifPresentOrElse(action, () -> notices.ended(key));
  }
}
