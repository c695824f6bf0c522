package dev.entente.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Runs the jobs of one type: reads the input, lets it work, tells the engine how it ended. */
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int MESSAGE_LIMIT = 1000;
  private static final Duration[] PATIENCE = {
    Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30)};

  private final JobHandler handler;
  private final WorkerProperties properties;
  private final EngineClient engine;
  private final JsonMapper json;

  JobRunner(JobHandler handler, WorkerProperties properties, EngineClient engine, JsonMapper json) {
    this.handler = handler;
    this.properties = properties;
    this.engine = engine;
    this.json = json;
  }

  void run(ActivatedJob job) {
    Function<CamundaClient, FinalCommandStep<?>> answer;
    try {
      answer = answerTo(job, handler.call().work(job.getVariables(), contextOf(job)));
    } catch (JobInput.UnusableInput unusable) {
      answer = failure(job, 0, unusable);
    } catch (Exception failed) {
      LOG.warn("Job {} of {} in process instance {} failed, {} attempts left",
          job.getKey(), job.getType(), job.getProcessInstanceKey(), job.getRetries() - 1, failed);
      answer = failure(job, Math.max(0, job.getRetries() - 1), failed);
    }
    tell(job, answer);
  }

  private static JobContext contextOf(ActivatedJob job) {
    return new JobContext(
        job.getKey(), job.getProcessInstanceKey(), job.getElementInstanceKey(), job.getBpmnProcessId(), job.getElementId(), job.getRetries());
  }

  private Function<CamundaClient, FinalCommandStep<?>> answerTo(ActivatedJob job, Outcome outcome) {
    if (outcome instanceof Outcome.BpmnError error) {
      return client -> client.newThrowErrorCommand(job.getKey()).errorCode(error.code()).errorMessage(shortened(error.message()));
    }
    String variables = json.writeValueAsString(((Outcome.Completed) outcome).variables());
    return client -> client.newCompleteCommand(job.getKey()).variables(variables);
  }

  private Function<CamundaClient, FinalCommandStep<?>> failure(ActivatedJob job, int retries, Exception cause) {
    String message = shortened(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    return client -> client.newFailCommand(job.getKey())
        .retries(retries)
        .retryBackoff(properties.pauseAfter(job.getRetries()))
        .errorMessage(message);
  }

  /** The work is committed: a brief absence of the engine must not make it be done again, so the answer is repeated for a while. */
  private void tell(ActivatedJob job, Function<CamundaClient, FinalCommandStep<?>> answer) {
    for (int attempt = 0; ; attempt++) {
      try {
        ask(answer);
        return;
      } catch (EngineRefused gone) {
        LOG.info("Job {} of {} was no longer wanted: {}", job.getKey(), job.getType(), gone.getMessage());
        return;
      } catch (EngineUnavailable away) {
        if (attempt == PATIENCE.length || !paused(PATIENCE[attempt])) {
          LOG.warn("Job {} of {} could not be answered; it will be offered again", job.getKey(), job.getType(), away);
          return;
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void ask(Function<CamundaClient, FinalCommandStep<?>> answer) {
    engine.ask(client -> (FinalCommandStep<Object>) answer.apply(client));
  }

  private static boolean paused(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String shortened(String message) {
    return message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT) + "...";
  }
}
