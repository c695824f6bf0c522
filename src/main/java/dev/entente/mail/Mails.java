package dev.entente.mail;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Accepts mails for the outbox. */
@Component
public class Mails {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Mails(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Needs the caller's transaction; a key that was enqueued before changes nothing, so a repeated job mails once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void enqueue(MailRequest mail) {
    jdbc.sql("""
            INSERT INTO mail (key, template, recipient, model, subject_id, process_instance_key, element_id, created_at, next_attempt_at)
            VALUES (:key, :template, :recipient, :model::jsonb, :subject, :instance, :element, :at, :at)
            ON CONFLICT (key) DO NOTHING
            """)
        .param("key", mail.key())
        .param("template", mail.template())
        .param("recipient", mail.to())
        .param("model", json.writeValueAsString(mail.model()))
        .param("subject", mail.subjectId())
        .param("instance", mail.processInstanceKey())
        .param("element", mail.elementId())
        .param("at", OffsetDateTime.now(clock))
        .update();
  }
}
