package dev.entente.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Connects the application with the engine once the web server listens, and lets go before it stops.
 *
 * <p>Mismatched workers and refused files fail the start. An engine that is not there yet does not: it is waited for.
 */
@Component
class EngineStart implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EngineStart.class);
  private static final int RETRY_SECONDS = 2;

  private final EngineClient engine;
  private final ShippedDeployment deployment;
  private final JobWorkers workers;
  private final OutboxDispatcher outbox;
  private volatile boolean running;
  private @Nullable ScheduledExecutorService retrying;

  EngineStart(EngineClient engine, ShippedDeployment deployment, JobWorkers workers, OutboxDispatcher outbox) {
    this.engine = engine;
    this.deployment = deployment;
    this.workers = workers;
    this.outbox = outbox;
  }

  @Override
  public void start() {
    ShippedFiles shipped = ShippedFiles.onClasspath();
    workers.check(shipped);
    engine.open();
    running = true;
    try {
      connect(shipped);
    } catch (EngineUnavailable away) {
      LOG.warn("{} Waiting for it.", away.getMessage());
      retrying = Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("engine-connect-"));
      retrying.scheduleWithFixedDelay(() -> retry(shipped), RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void connect(ShippedFiles shipped) {
    engine.ask(client -> client.newTopologyRequest());
    deployment.deployIfChanged(shipped);
    workers.open();
    outbox.start();
    LOG.info("Connected with the process engine at {}", engine.address());
  }

  private void retry(ShippedFiles shipped) {
    try {
      connect(shipped);
      retrying.shutdown();
    } catch (EngineUnavailable away) {
      LOG.debug("Still waiting for the process engine", away);
    } catch (RuntimeException refused) {
      LOG.error("The process engine is there, but the application can't work with it", refused);
    }
  }

  @Override
  public void stop() {
    running = false;
    if (retrying != null) {
      retrying.shutdownNow();
    }
    outbox.stop();
    workers.close();
    engine.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the web server has started (it may serve the engine), and before its graceful stop begins. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 512;
  }
}
