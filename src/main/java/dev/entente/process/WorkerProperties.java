package dev.entente.process;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are worked on.
 *
 * @param requireAll whether the start fails when a job type has no worker or a worker no job type
 * @param backOff pauses before the second, third, ... attempt
 * @param timeout after which a job that was neither completed nor failed is offered again: how long work stands still after a crash
 * @param maxJobsActive jobs fetched ahead by one worker
 * @param threads that all workers share
 * @param poll how long an empty request for jobs is held open
 */
@ConfigurationProperties("entente.worker")
record WorkerProperties(
    @DefaultValue("true") boolean requireAll,
    @DefaultValue({"1s", "5s", "25s"}) List<Duration> backOff,
    @DefaultValue("1m") Duration timeout,
    @DefaultValue("8") int maxJobsActive,
    @DefaultValue("4") int threads,
    @DefaultValue("10s") Duration poll) {

  /** The pause before the next attempt of a job that had this many attempts left, the failed one included. */
  Duration pauseAfter(int retriesLeft) {
    int attempt = Math.max(0, backOff.size() - retriesLeft);
    return backOff.get(Math.min(attempt, backOff.size() - 1));
  }
}
