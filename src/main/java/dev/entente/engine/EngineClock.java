package dev.entente.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The clock of the runtime, in whole milliseconds: system time, and where it is movable, moved by an offset or pinned to an instant. */
public final class EngineClock extends Clock {

  /** What the clock shows: a pinned instant, or system time plus an offset. */
  public record Setting(@Nullable Instant pinned, Duration offset) {

    static final Setting SYSTEM = new Setting(null, Duration.ZERO);
  }

  private final Clock system;
  private final boolean movable;
  private final List<Runnable> movements = new CopyOnWriteArrayList<>();
  private volatile Setting setting = Setting.SYSTEM;

  /** A clock that tests may move. */
  public EngineClock() {
    this(true);
  }

  EngineClock(boolean movable) {
    this.system = Clock.systemUTC();
    this.movable = movable;
  }

  boolean isMovable() {
    return movable;
  }

  @Override
  public Instant instant() {
    Setting current = setting;
    Instant base = current.pinned() == null ? system.instant() : current.pinned();
    return base.plus(current.offset()).truncatedTo(ChronoUnit.MILLIS);
  }

  public synchronized void add(Duration offset) {
    move(new Setting(setting.pinned(), setting.offset().plus(offset)));
  }

  public synchronized void pin(Instant instant) {
    move(new Setting(instant, Duration.ZERO));
  }

  public synchronized void reset() {
    move(Setting.SYSTEM);
  }

  public Setting setting() {
    return setting;
  }

  /** Called with the new time in force whenever it was moved. */
  void onMove(Runnable movement) {
    movements.add(movement);
  }

  synchronized void move(Setting changed) {
    if (!movable) {
      throw new IllegalStateException("Expected a clock that may be moved, but this one shows system time only");
    }
    setting = changed;
    movements.forEach(Runnable::run);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Only UTC: a copy would not move with this clock. */
  @Override
  public Clock withZone(ZoneId zone) {
    if (!zone.normalized().equals(ZoneOffset.UTC)) {
      throw new IllegalArgumentException("Expected the zone UTC, but got " + zone);
    }
    return this;
  }
}
