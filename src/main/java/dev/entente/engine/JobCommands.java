package dev.entente.engine;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JobStore;
import dev.entente.engine.store.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What workers do with jobs. */
final class JobCommands {

  private final EngineRuntime runtime;

  JobCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  List<Results.ActivatedJob> activate(Commands.ActivateJobs command) {
    if (command.type().isBlank() || command.max() < 1 || command.timeout().toMillis() < 1) {
      throw Rejected.invalid("Expected a type, a timeout and a number of jobs greater than zero, but got type '%s', timeout %d ms and %d jobs",
          command.type(), command.timeout().toMillis(), command.max());
    }
    return runtime.transaction(() -> {
      Instant now = runtime.clock.instant();
      Instant deadline = now.plus(command.timeout());
      List<JobStore.Activated> jobs = runtime.jobs.activate(command.type(), command.worker(), command.max(), now, deadline);
      return jobs.isEmpty() ? List.of() : withVariables(jobs, deadline, command.fetchVariables());
    });
  }

  private List<Results.ActivatedJob> withVariables(List<JobStore.Activated> jobs, Instant deadline, List<String> fetch) {
    Set<Long> scopes = new HashSet<>();
    jobs.forEach(job -> scopes.addAll(job.scopePath()));
    Map<Long, Map<String, String>> variables = runtime.instances.variables(scopes, fetch);
    List<Results.ActivatedJob> answer = new ArrayList<>();
    for (JobStore.Activated job : jobs) {
      answer.add(new Results.ActivatedJob(job.key(), job.type(), job.processId(), job.processVersion(), job.definitionKey(), job.processInstanceKey(),
          job.rootKey(), job.elementId(), job.elementInstanceKey(), job.customHeaders(), job.worker(), job.retries(), deadline,
          object(visible(job.scopePath(), variables)), job.kind(), job.listenerEventType(), job.tags()));
    }
    return answer;
  }

  /** Inner values hide outer ones. */
  private static Map<String, String> visible(List<Long> scopePath, Map<Long, Map<String, String>> variables) {
    Map<String, String> visible = new LinkedHashMap<>();
    scopePath.forEach(scope -> variables.getOrDefault(scope, Map.of()).forEach(visible::putIfAbsent));
    return visible;
  }

  private static String object(Map<String, String> jsonByName) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    jsonByName.forEach((name, json) -> object.add(JsonValues.write(name) + ":" + json));
    return object.toString();
  }

  void complete(Commands.CompleteJob command) {
    withJob(command.jobKey(), "COMPLETE", (context, job) -> {
      ElementInstance instance = context.instance(job.elementInstanceKey());
      context.work.change(job.completed(context.now));
      context.interpreter.deliver(instance, command.variables());
      context.interpreter.completeLater(instance);
    });
  }

  void fail(Commands.FailJob command) {
    if (command.retries() > 0 && command.variables().isEmpty()) {
      failWithRetries(command);
      return;
    }
    withJob(command.jobKey(), "FAIL", (context, job) -> {
      ElementInstance instance = context.instance(job.elementInstanceKey());
      context.work.change(job.failed(command.retries(), message(command.errorMessage()), context.now.plus(command.backOff()), context.now));
      context.work.variables.setLocal(instance, command.variables());
      if (command.retries() <= 0) {
        String message = command.errorMessage() == null || command.errorMessage().isBlank() ? "No more retries left." : command.errorMessage();
        context.interpreter.incidents().raise(instance, "JOB_NO_RETRIES", message, job.key());
      } else {
        available(context, command, job.type());
      }
    });
  }

  /** Nothing but the row of the job changes: no need to lock the instance. */
  private void failWithRetries(Commands.FailJob command) {
    runtime.run(context -> {
      JobStore.Open job = lockAlone(command.jobKey(), "FAIL");
      if (!job.row().activatable()) {
        throw waitsForIncident(job, "FAIL");
      }
      context.work.change(job.failed(command.retries(), message(command.errorMessage()), context.now.plus(command.backOff()), context.now));
      available(context, command, job.type());
    });
  }

  private void available(CommandContext context, Commands.FailJob command, String type) {
    if (command.backOff().isZero()) {
      context.freed(type);
    } else {
      runtime.wakeAt(context.now.plus(command.backOff()));
    }
  }

  void throwError(Commands.ThrowError command) {
    if (command.errorCode().isBlank()) {
      throw Rejected.invalid("Expected an error code, but it is empty");
    }
    withJob(command.jobKey(), "THROW_ERROR", (context, job) -> {
      ElementInstance instance = context.instance(job.elementInstanceKey());
      boolean caught = context.interpreter.errors().raise(instance, command.errorCode(), command.variables());
      context.work.change(job.errorThrown(command.errorCode(), message(command.errorMessage()), caught, context.now));
      if (!caught) {
        String message = command.errorMessage() == null ? "" : " " + command.errorMessage();
        context.interpreter.incidents().raise(instance, "UNHANDLED_ERROR_EVENT",
            "Expected to throw an error event with the code '%s', but it was not caught.%s".formatted(command.errorCode(), message), job.key());
      }
    });
  }

  void update(Commands.UpdateJob command) {
    if (command.retries() != null && command.retries() < 1) {
      throw Rejected.invalid("Expected the retries of job %d to be greater than zero, but they are %d", command.jobKey(), command.retries());
    }
    runtime.run(context -> {
      JobStore.Open job = lockAlone(command.jobKey(), "UPDATE");
      if (command.retries() != null) {
        job = job.withRetries(command.retries(), context.now);
      }
      if (command.timeout() != null) {
        if (job.row().deadline() == null) {
          throw Rejected.state("Expected to update the timeout of job %d, but it is not activated", job.key());
        }
        job = job.withDeadline(context.now.plus(command.timeout()), context.now);
        runtime.wakeAt(context.now.plus(command.timeout()));
      }
      context.work.change(job.row());
    });
  }

  private void withJob(long key, String intent, BiConsumer<CommandContext, JobStore.Open> body) {
    runtime.run(context -> {
      JobStore.Open job = runtime.jobs.lock(key).orElseThrow(() -> missing(key, intent));
      if (!job.row().activatable()) {
        throw waitsForIncident(job, intent);
      }
      context.load(job.rootKey(), job.elementInstanceKey());
      body.accept(context, job);
    });
  }

  /** PostgreSQL keeps no U+0000; what a worker says of its failure is worth keeping without it. */
  private static @Nullable String message(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  private JobStore.Open lockAlone(long key, String intent) {
    return runtime.jobs.lockAlone(key).orElseThrow(() -> missing(key, intent));
  }

  private static Rejected missing(long key, String intent) {
    return Rejected.notFound("Command '%s' rejected with code 'NOT_FOUND': Expected job with key '%d', but no such job was found", intent, key);
  }

  private static Rejected waitsForIncident(JobStore.Open job, String intent) {
    return Rejected.state("Command '%s' rejected with code 'INVALID_STATE': Expected job with key '%d' to be active, but it is in state '%s' and waits for its incident to be resolved",
        intent, job.key(), job.row().state());
  }
}
