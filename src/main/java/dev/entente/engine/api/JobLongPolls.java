package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import dev.entente.engine.EngineListener;
import dev.entente.engine.Results.ActivatedJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;

/** Requests for jobs that wait for work: parked without thread or connection, served oldest first, released by a purge. */
class JobLongPolls implements EngineListener {

  private static final Logger LOG = LoggerFactory.getLogger(JobLongPolls.class);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Engine engine;
  private final RequestTimeouts timeouts;
  private final Map<String, Queue<Poll>> parked = new ConcurrentHashMap<>();

  JobLongPolls(Engine engine, RequestTimeouts timeouts) {
    this.engine = engine;
    this.timeouts = timeouts;
    engine.addListener(this);
    // jobs of another node are not announced here
    timeouts.every(SWEEP, () -> parked.keySet().forEach(this::serve));
  }

  /** Answers at once when there is work; else holds the request for the given time, then answers with no jobs. */
  DeferredResult<Object> poll(Commands.ActivateJobs command, Duration hold) {
    Poll poll = new Poll(command);
    poll.attempt();
    if (poll.result.hasResult()) {
      return poll.result;
    }
    if (hold.isZero()) {
      poll.finish(List.of());
      return poll.result;
    }
    Queue<Poll> queue = parked.computeIfAbsent(command.type(), type -> new ConcurrentLinkedQueue<>());
    queue.add(poll);
    var timeout = timeouts.after(hold, () -> poll.finish(List.of()));
    poll.result.onCompletion(() -> {
      queue.remove(poll);
      timeout.cancel(false);
    });
    // a job may have come between the first look and the parking
    timeouts.now(poll::attempt);
    return poll.result;
  }

  @Override
  public void jobsAvailable(Set<String> types) {
    for (String type : types) {
      if (parked.containsKey(type)) {
        timeouts.now(() -> serve(type));
      }
    }
  }

  private void serve(String type) {
    for (Poll poll : parked.getOrDefault(type, new ConcurrentLinkedQueue<>())) {
      if (!poll.result.isSetOrExpired() && !poll.attempt()) {
        return;
      }
    }
  }

  @Override
  public void purged() {
    parked.values().forEach(queue -> queue.forEach(poll -> poll.finish(List.of())));
  }

  /** One waiting request. */
  private final class Poll {

    private final Commands.ActivateJobs command;
    private final DeferredResult<Object> result = new DeferredResult<>(-1L);

    Poll(Commands.ActivateJobs command) {
      this.command = command;
    }

    /** Tries to get jobs; false when there are none. */
    synchronized boolean attempt() {
      if (result.isSetOrExpired()) {
        return true;
      }
      try {
        List<ActivatedJob> jobs = engine.activateJobs(command);
        if (!jobs.isEmpty()) {
          finish(jobs);
        }
        return !jobs.isEmpty();
      } catch (RuntimeException failure) {
        LOG.warn("Activating jobs of type {} failed", command.type(), failure);
        result.setErrorResult(failure);
        return false;
      }
    }

    synchronized void finish(List<ActivatedJob> jobs) {
      boolean taken = result.setResult(ApiJson.object("jobs", jobs.stream().map(JobController::toJson).toList()));
      if (!taken) {
        jobs.forEach(job -> engine.updateJob(new Commands.UpdateJob(job.key(), null, Duration.ZERO)));
      }
    }
  }
}
