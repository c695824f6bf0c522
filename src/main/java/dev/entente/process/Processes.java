package dev.entente.process;

import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Starts processes and publishes messages through the outbox: what is asked for in a transaction is sent after its commit, and only then. */
@Component
public class Processes {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Processes(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A start that was asked for; {@link #instanceOf} tells the instance once it was sent. */
  public record StartId(UUID value) {}

  /** Asks for one instance of the latest version; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public StartId start(String processId, String businessId, Map<String, Object> variables) {
    return new StartId(insert("START", processId, businessId, variables));
  }

  /** Asks for a message to be published; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(String messageName, String correlationKey, Map<String, Object> variables) {
    insert("MESSAGE", messageName, correlationKey, variables);
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

  private UUID insert(String kind, String name, String key, Map<String, Object> variables) {
    UUID id = UUID.randomUUID();
    jdbc.sql("""
            INSERT INTO process_outbox (id, kind, name, correlation_key, variables)
            VALUES (:id, :kind, :name, :key, :variables::jsonb)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("name", name)
        .param("key", key)
        .param("variables", json.writeValueAsString(variables))
        .update();
    return id;
  }
}
