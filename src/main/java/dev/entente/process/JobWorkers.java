package dev.entente.process;

import io.camunda.client.api.worker.JobWorker;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Subscribes every {@link JobHandler} to its jobs. */
@Component
class JobWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
  /** An empty list would fetch all variables: a name that no process uses fetches none. */
  private static final List<String> NOTHING = List.of("noVariables");

  private final JobHandlers handlers;
  private final WorkerProperties properties;
  private final EngineClient engine;
  private final JsonMapper json;
  private final List<JobWorker> open = new ArrayList<>();

  JobWorkers(JobHandlers handlers, WorkerProperties properties, EngineClient engine, JsonMapper json) {
    this.handlers = handlers;
    this.properties = properties;
    this.engine = engine;
    this.json = json;
  }

  /** Fails the start, naming both sides, unless workers and job types match. */
  void check(ShippedFiles shipped) {
    List<String> mismatches = Wiring.mismatches(shipped.processes(), handlers.all());
    if (mismatches.isEmpty()) {
      return;
    }
    String message = "Job types and workers do not match:\n- " + String.join("\n- ", mismatches);
    if (properties.requireAll()) {
      throw new IllegalStateException(message);
    }
    LOG.warn(message);
  }

  synchronized void open() {
    handlers.all().forEach(handler -> open.add(subscribe(handler)));
  }

  /** Stops fetching; jobs in work are finished by the client's executor before the client closes. */
  synchronized void close() {
    open.forEach(JobWorker::close);
    open.clear();
  }

  private JobWorker subscribe(JobHandler handler) {
    JobRunner runner = new JobRunner(handler, properties, engine, json);
    return engine.get().newWorker()
        .jobType(handler.jobType())
        .handler((client, job) -> runner.run(job))
        .name("entente")
        .timeout(properties.timeout())
        .maxJobsActive(properties.maxJobsActive())
        .requestTimeout(properties.poll())
        .fetchVariables(handler.variableNames().isEmpty() ? NOTHING : handler.variableNames())
        .open();
  }
}
