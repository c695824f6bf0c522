package dev.entente.process;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Starts processes and publishes messages through the outbox: what is asked for in a transaction is sent after its commit, and only then. */
@Component
public class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_MILLIS = 25;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ProcessOutbox outbox;
  private final OutboxDispatcher dispatcher;

  Processes(JdbcClient jdbc, JsonMapper json, ProcessOutbox outbox, OutboxDispatcher dispatcher) {
    this.jdbc = jdbc;
    this.json = json;
    this.outbox = outbox;
    this.dispatcher = dispatcher;
  }

  /** A start that was asked for; {@link #instanceOf} tells the instance once it was sent. */
  public record StartId(UUID value) {}

  /** Asks for one instance of the latest version; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public StartId start(String processId, String businessId, Map<String, Object> variables) {
    return new StartId(insert("START", processId, businessId, variables, true));
  }

  /** Asks for a message to be published; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(String messageName, String correlationKey, Map<String, Object> variables) {
    insert("MESSAGE", messageName, correlationKey, variables, true);
  }

  /** Asks for a message that reaches only what waits for it when it arrives, and nothing that begins later; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publishToWaiting(String messageName, String correlationKey, Map<String, Object> variables) {
    insert("MESSAGE", messageName, correlationKey, variables, false);
  }

  /** The key of the started instance, empty while the start has not been sent. */
  public OptionalLong instanceOf(StartId start) {
    return jdbc.sql("SELECT process_instance_key FROM process_outbox WHERE id = :id AND process_instance_key IS NOT NULL")
        .param("id", start.value())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The start that an instance came of; empty where somebody else started it. */
  public Optional<StartId> startOf(long instance) {
    return jdbc.sql("SELECT id FROM process_outbox WHERE process_instance_key = :instance").param("instance", instance).query(UUID.class).optional()
        .map(StartId::new);
  }

  /**
   * Sends the start now, or waits while somebody else does; call it after the commit. Empty when the engine does not take it in time: the start stays
   * in the outbox and is sent later.
   */
  @Transactional(propagation = Propagation.NEVER)
  public OptionalLong dispatchNow(StartId start) {
    if (dispatcher.isRunning()) {
      outbox.claim(start.value()).ifPresent(dispatcher::send);
    }
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    OptionalLong instance = instanceOf(start);
    while (instance.isEmpty() && isOnItsWay(start) && System.nanoTime() < giveUpAt) {
      LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
      instance = instanceOf(start);
    }
    // sent between the two looks: it is no longer on its way, and its key is there
    return instance.isPresent() ? instance : instanceOf(start);
  }

  private boolean isOnItsWay(StartId start) {
    return dispatcher.isRunning() && jdbc.sql("SELECT count(*) FROM process_outbox WHERE id = :id AND state IN ('WAITING', 'SENDING')")
        .param("id", start.value()).query(Long.class).single() == 1;
  }

  private UUID insert(String kind, String name, String key, Map<String, Object> variables, boolean buffered) {
    UUID id = UUID.randomUUID();
    jdbc.sql("""
            INSERT INTO process_outbox (id, kind, name, correlation_key, variables, buffered)
            VALUES (:id, :kind, :name, :key, :variables::jsonb, :buffered)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("name", name)
        .param("key", key)
        .param("buffered", buffered)
        .param("variables", json.writeValueAsString(variables))
        .update();
    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
      @Override
      public void afterCommit() {
        dispatcher.wake();
      }
    });
    return id;
  }
}
