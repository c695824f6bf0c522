package dev.entente.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The outbox table as the sender sees it; each statement is a transaction of its own, and times are the database's. */
@Repository("mailOutbox")
class MailOutbox {

  private static final TypeReference<Map<String, Object>> MODEL = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  MailOutbox(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What an expired lease left behind, and whether the mail server had been spoken to. */
  record Abandoned(long id, String key, boolean handedOver) {}

  /** Takes the oldest mail that waits; other senders pass it by. */
  Optional<OutgoingMail> claim(Duration lease) {
    return jdbc.sql("""
            UPDATE mail SET state = 'SENDING', attempts = attempts + 1, handed_over = false, error = NULL,
              leased_until = clock_timestamp() + make_interval(secs => :lease)
            WHERE id = (
              SELECT id FROM mail
              WHERE state = 'WAITING' AND (attempts = 0 OR next_attempt_at <= clock_timestamp())
              ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, key, template, recipient, model::text AS model, attempts
            """)
        .param("lease", lease.toSeconds())
        .query((row, number) -> new OutgoingMail(row.getLong("id"), row.getString("key"), row.getString("template"), row.getString("recipient"),
            json.readValue(row.getString("model"), MODEL), row.getInt("attempts")))
        .optional();
  }

  /** From here on the mail may be at the server; false when another sender has taken over. */
  boolean handOver(OutgoingMail mail, RenderedMail rendered) {
    return jdbc.sql("""
            UPDATE mail SET handed_over = true, subject_line = :subject, html_body = :html, text_body = :text
            WHERE id = :id AND state = 'SENDING' AND attempts = :attempts AND leased_until > clock_timestamp()
            """)
        .param("subject", rendered.subject())
        .param("html", rendered.html())
        .param("text", rendered.text())
        .param("id", mail.id())
        .param("attempts", mail.attempts())
        .update() == 1;
  }

  boolean sent(long id) {
    return jdbc.sql("UPDATE mail SET state = 'SENT', sent_at = clock_timestamp(), leased_until = NULL, error = NULL WHERE id = :id AND state = 'SENDING'")
        .param("id", id)
        .update() == 1;
  }

  boolean failed(long id, String error) {
    return jdbc.sql("UPDATE mail SET state = 'FAILED', error = :error, leased_until = NULL WHERE id = :id AND state = 'SENDING'")
        .param("id", id)
        .param("error", error)
        .update() == 1;
  }

  boolean again(long id, Duration wait, String error) {
    return jdbc.sql("""
            UPDATE mail SET state = 'WAITING', error = :error, leased_until = NULL, next_attempt_at = clock_timestamp() + make_interval(secs => :wait)
            WHERE id = :id AND state = 'SENDING'
            """)
        .param("id", id)
        .param("error", error)
        .param("wait", wait.toSeconds())
        .update() == 1;
  }

  List<Abandoned> abandoned() {
    return jdbc.sql("SELECT id, key, handed_over FROM mail WHERE state = 'SENDING' AND leased_until < clock_timestamp() ORDER BY id LIMIT 100")
        .query(Abandoned.class)
        .list();
  }

  /** A person's decision: a failed mail waits again. */
  boolean retry(long id) {
    return jdbc.sql("UPDATE mail SET state = 'WAITING', attempts = 0, error = NULL WHERE id = :id AND state = 'FAILED'").param("id", id).update() == 1;
  }
}
