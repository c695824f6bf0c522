package dev.entente.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.command.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Holds the one client of the engine, from the moment the web server listens, and tells refusals from absence. */
@Component
class EngineClient {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  private final CamundaProperties properties;
  private final WorkerProperties workers;
  private final Environment environment;
  private volatile @Nullable CamundaClient client;

  EngineClient(CamundaProperties properties, WorkerProperties workers, Environment environment) {
    this.properties = properties;
    this.workers = workers;
    this.environment = environment;
  }

  void open() {
    ExecutorService handlers = Executors.newFixedThreadPool(workers.threads(), new CustomizableThreadFactory("job-"));
    CamundaClientBuilder builder = CamundaClient.newClientBuilder()
        .applyEnvironmentVariableOverrides(false)
        .preferRestOverGrpc(true)
        .restAddress(address())
        .defaultRequestTimeout(REQUEST_TIMEOUT)
        .defaultJobWorkerStreamEnabled(false)
        .maxHttpConnections(200)
        .jobHandlingExecutor(handlers, true);
    CredentialsProvider credentials = credentials();
    client = (credentials == null ? builder : builder.credentialsProvider(credentials)).build();
  }

  void close() {
    CamundaClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  URI address() {
    if (properties.restAddress() != null) {
      return properties.restAddress();
    }
    String port = environment.getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + environment.getProperty("server.servlet.context-path", ""));
  }

  CamundaClient get() {
    CamundaClient open = client;
    if (open == null) {
      throw new EngineUnavailable("The process engine is not connected yet. Try again in a moment.", null);
    }
    return open;
  }

  /** Sends one request and waits for its answer. */
  <T> T ask(Function<CamundaClient, ? extends FinalCommandStep<T>> request) {
    FinalCommandStep<T> step = request.apply(get());
    try {
      return step.send().get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineUnavailable("Interrupted while waiting for the process engine", interrupted);
    } catch (ExecutionException failed) {
      throw translated(failed.getCause());
    } catch (ClientException failed) {
      throw translated(failed);
    }
  }

  private RuntimeException translated(Throwable cause) {
    if (cause instanceof ProblemException problem && isRefusal(problem.code())) {
      String detail = problem.details().getDetail();
      return new EngineRefused(problem.code(), detail == null ? problem.reason() : detail, problem);
    }
    if (cause instanceof ClientHttpException http) {
      return new EngineUnavailable("The process engine at " + address() + " answered with status " + http.code(), http);
    }
    return new EngineUnavailable("The process engine at " + address() + " does not answer: " + cause.getMessage(), cause);
  }

  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
  }

  private @Nullable CredentialsProvider credentials() {
    CamundaProperties.Auth auth = properties.auth();
    if (auth != null && auth.clientId() != null) {
      return CredentialsProvider.newCredentialsProviderBuilder()
          .applyEnvironmentOverrides(false)
          .clientId(auth.clientId())
          .clientSecret(auth.clientSecret())
          .audience(auth.audience())
          .authorizationServerUrl(auth.tokenUrl())
          .build();
    }
    if (auth != null && auth.username() != null) {
      return basic(auth.username(), auth.password());
    }
    return null;
  }

  private static CredentialsProvider basic(String username, @Nullable String password) {
    return CredentialsProvider.newBasicAuthCredentialsProviderBuilder()
        .applyEnvironmentOverrides(false).username(username).password(password).build();
  }
}
