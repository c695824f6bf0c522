package dev.entente.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does what comes due: timers, jobs to be handed out again, messages that expire, signals thrown by processes. */
final class Scheduler implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  /** Other nodes make timers too. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final EngineRuntime runtime;
  private final TimerCommands timers;
  private final SignalCommands signals;
  private final Thread thread;
  private @Nullable Instant wakeAt;
  private boolean stopped;
  private Instant jobsSeenUntil;

  Scheduler(EngineRuntime runtime, SignalCommands signals) {
    this.runtime = runtime;
    this.timers = new TimerCommands(runtime);
    this.signals = signals;
    this.jobsSeenUntil = runtime.clock.instant();
    this.thread = new Thread(this, "engine-scheduler");
    this.thread.setDaemon(true);
  }

  void start() {
    runtime.onWake(this::wake);
    runtime.clock.onMove(() -> wake(null));
    thread.start();
  }

  void stop() {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void wake(@Nullable Instant due) {
    Instant at = due == null ? Instant.MIN : due;
    if (wakeAt == null || at.isBefore(wakeAt)) {
      wakeAt = at;
      notifyAll();
    }
  }

  @Override
  public void run() {
    while (!isStopped()) {
      boolean done = attempt(this::timers) & attempt(this::signals) & attempt(this::jobsAndMessages);
      if (!done) {
        pause();
      } else if (!attempt(this::sleep)) {
        pause();
      }
    }
  }

  /** What can't be done now keeps nothing else from being done, and is tried again. */
  private boolean attempt(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException failed) {
      if (!isStopped()) {
        LOG.warn("Work that is due could not be done, it is tried again", failed);
      }
      return false;
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void timers() {
    boolean more = true;
    while (more && !isStopped()) {
      more = timers.fireDue();
    }
  }

  private void signals() {
    boolean more = true;
    while (more && !isStopped()) {
      more = signals.deliverPending();
    }
  }

  private void jobsAndMessages() {
    Instant now = runtime.clock.instant();
    Instant from = jobsSeenUntil.isAfter(now) ? Instant.EPOCH : jobsSeenUntil;
    Set<String> types = runtime.transaction(() -> runtime.jobs.typesAvailable(from, now));
    jobsSeenUntil = now;
    if (!types.isEmpty()) {
      runtime.listeners.forEach(listener -> listener.jobsAvailable(types));
    }
    runtime.transaction(() -> runtime.messages.deleteExpired(now));
  }

  private void sleep() {
    Instant seen = jobsSeenUntil;
    Optional<Instant> next = runtime.transaction(() -> Stream.of(runtime.timers.next(), runtime.signals.next(), runtime.jobs.nextAvailable(seen), runtime.messages.nextExpiry())
        .flatMap(Optional::stream).min(Instant::compareTo));
    Duration nap = next.map(due -> Duration.between(runtime.clock.instant(), due)).filter(until -> until.compareTo(LONGEST_SLEEP) < 0).orElse(LONGEST_SLEEP);
    waitFor(nap);
  }

  private synchronized void waitFor(Duration nap) {
    long deadline = System.nanoTime() + nap.toNanos();
    while (!stopped) {
      long left = deadline - System.nanoTime();
      if (wakeAt != null) {
        left = Math.min(left, wakeAt == Instant.MIN ? 0 : Duration.between(runtime.clock.instant(), wakeAt).toNanos());
      }
      if (left <= 0) {
        break;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException interrupted) {
        stopped = true;
      }
    }
    wakeAt = null;
  }

  private void pause() {
    synchronized (this) {
      wakeAt = null;
    }
    waitFor(AFTER_FAILURE);
  }
}
