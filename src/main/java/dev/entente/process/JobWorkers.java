package dev.entente.process;

import io.camunda.client.api.worker.JobWorker;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Subscribes every {@link Worker} bean to its jobs. */
@Component
class JobWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);

  private final ObjectProvider<Worker<?>> beans;
  private final WorkerProperties properties;
  private final EngineClient engine;
  private final JsonMapper json;
  private final List<JobWorker> open = new ArrayList<>();

  JobWorkers(ObjectProvider<Worker<?>> beans, WorkerProperties properties, EngineClient engine, JsonMapper json) {
    this.beans = beans;
    this.properties = properties;
    this.engine = engine;
    this.json = json;
  }

  /** Fails the start, naming both sides, unless workers and job types match. */
  void check(ShippedFiles shipped) {
    List<String> mismatches = Wiring.mismatches(shipped.processes(), workers());
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
    workers().forEach(worker -> open.add(subscribe(worker)));
  }

  /** Stops fetching; jobs in work are finished by the client's executor before the client closes. */
  synchronized void close() {
    open.forEach(JobWorker::close);
    open.clear();
  }

  private List<Worker<?>> workers() {
    return beans.orderedStream().toList();
  }

  private <I> JobWorker subscribe(Worker<I> worker) {
    JobRunner<I> runner = new JobRunner<>(worker, properties, engine, json);
    return engine.get().newWorker()
        .jobType(worker.jobType())
        .handler((client, job) -> runner.run(job))
        .name("entente")
        .timeout(properties.timeout())
        .maxJobsActive(properties.maxJobsActive())
        .requestTimeout(properties.poll())
        .fetchVariables(runner.input().variableNames())
        .open();
  }
}
