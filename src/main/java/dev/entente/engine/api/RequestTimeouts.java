package dev.entente.engine.api;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;

/** Ends waiting requests in time, and does their work off the threads of commands. */
class RequestTimeouts implements DisposableBean {

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(3, work -> {
    Thread thread = new Thread(work, "engine-waiting");
    thread.setDaemon(true);
    return thread;
  });

  ScheduledFuture<?> after(Duration delay, Runnable work) {
    return executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  void now(Runnable work) {
    executor.execute(work);
  }

  void every(Duration period, Runnable work) {
    executor.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    executor.shutdownNow();
  }
}
