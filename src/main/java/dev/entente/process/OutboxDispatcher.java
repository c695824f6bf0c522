package dev.entente.process;

import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.SearchResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the outbox to the engine, in order per key.
 *
 * <p>Repeat-safe: an instance carries a tag with the id of its row, which is looked for before a row is sent again; a message carries the id as its
 * message id, which the engine refuses to take twice while it holds the first.
 */
@Component
class OutboxDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
  private static final int BATCH = 16;
  private static final int SENDERS = 4;
  private static final Duration MESSAGE_TTL = Duration.ofDays(7);
  private static final long LOOK_SECONDS = 1;

  private final ProcessOutbox outbox;
  private final EngineClient engine;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private @Nullable ExecutorService senders;
  private @Nullable Thread loop;

  OutboxDispatcher(ProcessOutbox outbox, EngineClient engine) {
    this.outbox = outbox;
    this.engine = engine;
  }

  synchronized void start() {
    running = true;
    senders = Executors.newFixedThreadPool(SENDERS, new CustomizableThreadFactory("outbox-send-"));
    loop = new Thread(this::loop, "outbox");
    loop.start();
  }

  synchronized void stop() {
    running = false;
    if (loop == null || senders == null) {
      return;
    }
    loop.interrupt();
    senders.shutdown();
    try {
      loop.join(5000);
      if (!senders.awaitTermination(10, TimeUnit.SECONDS)) {
        senders.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRunning() {
    return running;
  }

  /** There is something to send: don't wait for the next look. */
  void wake() {
    wake.release();
  }

  /** Sends a claimed row and notes the outcome. */
  void send(OutboxRow row) {
    try {
      outbox.sent(row.id(), row.kind() == OutboxRow.Kind.START ? started(row) : published(row));
    } catch (EngineRefused refused) {
      LOG.warn("{} {} of {} was refused: {}", row.kind(), row.name(), row.key(), refused.getMessage());
      outbox.failed(row.id(), refused.getMessage());
    } catch (EngineUnavailable away) {
      outbox.postponed(row.id(), Duration.ofMillis(500L << Math.min(row.attempts(), 6)), String.valueOf(away.getMessage()));
    }
  }

  private void loop() {
    while (running) {
      try {
        List<OutboxRow> rows = outbox.claim(BATCH);
        if (rows.isEmpty()) {
          wake.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
          wake.drainPermits();
        } else {
          sendAll(rows);
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (DataAccessException failed) {
        LOG.warn("The outbox can't be read; trying again", failed);
        wake.drainPermits();
        pause();
      }
    }
  }

  private void sendAll(List<OutboxRow> rows) throws InterruptedException {
    senders.invokeAll(rows.stream().map(row -> Executors.callable(() -> sendSafely(row))).toList());
  }

  private void sendSafely(OutboxRow row) {
    try {
      send(row);
    } catch (RuntimeException failed) {
      LOG.error("Outbox row {} could not be settled; it is sent again after its lease", row.id(), failed);
    }
  }

  private @Nullable Long started(OutboxRow row) {
    String tag = "start:" + row.id();
    if (row.attempts() > 1) {
      SearchResponse<ProcessInstance> earlier =
          engine.ask(client -> client.newProcessInstanceSearchRequest().filter(filter -> filter.tags(tag)).page(page -> page.limit(1)));
      if (!earlier.items().isEmpty()) {
        return earlier.items().get(0).getProcessInstanceKey();
      }
    }
    ProcessInstanceEvent instance = engine.ask(client -> client.newCreateInstanceCommand()
        .bpmnProcessId(row.name()).latestVersion().businessId(row.key()).tags(tag).variables(row.variables()));
    return instance.getProcessInstanceKey();
  }

  private @Nullable Long published(OutboxRow row) {
    try {
      engine.ask(client -> client.newPublishMessageCommand()
          .messageName(row.name()).correlationKey(row.key())
          .messageId(row.id().toString()).timeToLive(row.buffered() ? MESSAGE_TTL : Duration.ZERO).variables(row.variables()));
    } catch (EngineRefused refused) {
      if (!refused.isConflict()) {
        throw refused;
      }
      LOG.info("Message {} {} had arrived before", row.name(), row.id());
    }
    return null;
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
