package dev.entente.trail;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes facts to the record, together with the change they tell of. */
@Component
public class Trail {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Trail(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Needs the caller's transaction: no fact without its change, no change without its fact. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(TrailEntry entry) {
    jdbc.sql("""
            INSERT INTO trail (subject, actor, action, details, process_instance_key, recorded_at)
            VALUES (:subject, :actor, :action, :details, :instance, :at)
            """)
        .param("subject", entry.subject())
        .param("actor", entry.actor())
        .param("action", entry.action())
        .param("details", json.writeValueAsString(entry.details()))
        .param("instance", entry.processInstanceKey())
        .param("at", OffsetDateTime.now(clock))
        .update();
  }
}
