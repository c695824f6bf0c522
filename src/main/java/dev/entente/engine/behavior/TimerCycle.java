package dev.entente.engine.behavior;

import io.camunda.zeebe.model.bpmn.util.time.Interval;
import io.camunda.zeebe.model.bpmn.util.time.RepeatingInterval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.springframework.scheduling.support.CronExpression;

/** When a timer cycle is due: an ISO 8601 repeating interval or a cron expression. */
public final class TimerCycle {

  /** A timer that was not looked at for longer than this many rounds skips the rounds it missed, if it repeats without end. */
  private static final int MOST_ROUNDS_TO_CATCH_UP = 1000;

  private TimerCycle() {}

  /** First due time and number of rounds, -1 without end. */
  public record First(Instant due, int repetitions) {}

  public static First first(String cycle, Instant now) {
    try {
      if (isCron(cycle)) {
        return new First(nextCron(cycle, now), -1);
      }
      RepeatingInterval repeating = RepeatingInterval.parse(cycle);
      return new First(Instant.ofEpochMilli(repeating.getInterval().toEpochMilli(now.toEpochMilli())), repeating.getRepetitions());
    } catch (DateTimeException | IllegalArgumentException invalid) {
      throw new IncidentRaised("EXTRACT_VALUE_ERROR", "Expected a timer cycle such as R3/PT1H or a cron expression, but found '%s': %s"
          .formatted(cycle, invalid.getMessage()));
    }
  }

  /** Counted from the time it was due, so that a late round does not shift the next ones. */
  public static Instant next(String cycle, Instant due, int repetitions, Instant now) {
    if (isCron(cycle)) {
      return nextCron(cycle, due.isAfter(now) ? due : now);
    }
    Interval interval = RepeatingInterval.parse(cycle).getInterval();
    Interval step = new Interval(interval.getPeriod(), interval.getDuration());
    Instant next = step(step, due);
    long length = Math.max(1, next.toEpochMilli() - due.toEpochMilli());
    boolean hopelesslyLate = repetitions < 0 && (now.toEpochMilli() - due.toEpochMilli()) / length > MOST_ROUNDS_TO_CATCH_UP;
    return hopelesslyLate ? step(step, now) : next;
  }

  private static Instant step(Interval interval, Instant from) {
    return ((ZonedDateTime) interval.addTo(from.atZone(ZoneOffset.UTC))).toInstant();
  }

  private static boolean isCron(String cycle) {
    return !cycle.startsWith("R");
  }

  private static Instant nextCron(String cycle, Instant after) {
    ZonedDateTime next = CronExpression.parse(cycle).next(after.atZone(ZoneOffset.UTC));
    if (next == null) {
      throw new IllegalArgumentException("it never comes due");
    }
    return next.toInstant();
  }
}
