package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By when a task is due, and when to remind of it: in working time of the group, or of the user, that it is for. */
@Component
class TaskTimes {

  private final WorkingTime time;

  TaskTimes(WorkingTime time) {
    this.time = time;
  }

  /** Whether the process reckons due dates and escalates by itself, as its header says. */
  static boolean isTimedByProcess(UserTask task) {
    return "process".equals(task.headers().get("timing"));
  }

  /** The task with its due date in working time; the diagram gives the time to act as if every day were a working day. */
  UserTask timed(UserTask task) {
    OffsetDateTime due = task.dueAt();
    OffsetDateTime created = task.createdAt();
    if (due == null || created == null || isTimedByProcess(task) || !due.isAfter(created)) {
      return task;
    }
    // a moment of the clock passes between the due date and the creation
    return task.dueAt(time.after(created, roundedToSeconds(Duration.between(created, due)), forWhom(task)));
  }

  /** When half of the time to act has passed. */
  @Nullable OffsetDateTime halfOf(UserTask task) {
    OffsetDateTime due = task.dueAt();
    OffsetDateTime created = task.createdAt();
    return due == null || created == null ? null : time.after(created, time.between(created, due, forWhom(task)).dividedBy(2), forWhom(task));
  }

  private static Duration roundedToSeconds(Duration duration) {
    return Duration.ofSeconds(duration.plusMillis(500).toSeconds());
  }

  private static String forWhom(UserTask task) {
    return Stream.concat(task.candidateGroups().stream(), task.candidateUsers().stream()).findFirst().orElse("");
  }
}
