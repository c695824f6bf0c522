package dev.entente.partner;

import dev.entente.process.Processes;
import dev.entente.process.Processes.StartId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits a moment for the process of a new application, so that the applicant's system learns its key at once. */
@Component
class OnboardingStart {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Processes processes;

  OnboardingStart(Processes processes) {
    this.processes = processes;
  }

  /** Call it after the commit; empty when the engine does not answer in time: the start stays in the outbox. */
  OptionalLong await(StartId start) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    OptionalLong instance = processes.instanceOf(start);
    while (instance.isEmpty() && System.nanoTime() < end && pause()) {
      instance = processes.instanceOf(start);
    }
    return instance;
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
