package dev.entente.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class MailsTest {

  private static final Map<String, Object> MODEL = Map.of("task", "Approve application", "partner", "Weiß & Söhne <GmbH>\r\nBcc: thief@example.com",
      "group", "channel-management", "due", "2026-12-01", "why", "Because <b>it</b> is asked.", "answers", java.util.List.of(),
      "link", "http://localhost:8080/tasks/1", "subjectKey", "tasks.mail.announced.subject", "leadKey", "tasks.mail.announced.lead");

  @Autowired
  Mails mails;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  TransactionTemplate transaction;

  @Autowired
  MailOutbox outbox;

  @Autowired
  ReceivedMails received;

  @Test
  void aMailIsSentOnceInBothVersionsWhateverItsNamesContain() throws Exception {
    String key = "test:" + UUID.randomUUID();
    enqueue(key, "ann@example.com");
    enqueue(key, "ann@example.com");

    awaitState(key, "SENT");

    MimeMessage message = receivedMessage(key);
    assertThat(message.getSubject()).startsWith("New task: Approve application").doesNotContain("\n");
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getHeader("To")).containsExactly("ann@example.com");
    assertThat(message.getContentType()).startsWith("multipart/");
    assertThat(jdbc.sql("SELECT html_body FROM mail WHERE key = :key").param("key", key).query(String.class).single())
        .contains("Because &lt;b&gt;it&lt;/b&gt; is asked.").contains("prefers-color-scheme: dark");
    assertThat(jdbc.sql("SELECT text_body FROM mail WHERE key = :key").param("key", key).query(String.class).single())
        .contains("Because <b>it</b> is asked.").contains("http://localhost:8080/tasks/1");
    assertThat(copies(key)).isEqualTo(1);
  }

  @Test
  void aBadAddressFailsVisibly() {
    String key = "test:" + UUID.randomUUID();
    String other = "test:" + UUID.randomUUID();
    enqueue(key, "ann@example.com\r\nBcc: thief@example.com");
    enqueue(other, "nobody at all");

    awaitState(key, "FAILED");
    awaitState(other, "FAILED");

    assertThat(error(key)).startsWith("The address is not valid");
  }

  @Test
  void anUnknownTemplateFailsVisiblyAndWaitsForAPerson() {
    String key = "test:" + UUID.randomUUID();
    transaction.executeWithoutResult(status -> mails.enqueue(new MailRequest(key, "no-such-mail", "ann@example.com", Map.of(), null, null, null)));

    awaitState(key, "FAILED");

    assertThat(error(key)).contains("no-such-mail");
    assertThat(outbox.retry(id(key))).isTrue();
    awaitState(key, "FAILED");
  }

  @Test
  void afterASenderDiedWhatArrivedIsNotSentAgainAndWhatDidNotIs() {
    String arrived = "test:" + UUID.randomUUID();
    String lost = "test:" + UUID.randomUUID();
    abandonedInTheMiddle(arrived);
    abandonedInTheMiddle(lost);
    received.store("entente@example.com", "ann@example.com", ("Message-ID: " + OutgoingMail.messageId(arrived) + "\r\n\r\nHello").getBytes());
    jdbc.sql("UPDATE mail SET leased_until = clock_timestamp() - interval '1 second' WHERE key IN (:one, :other)").param("one", arrived).param("other", lost).update();

    awaitState(arrived, "SENT");
    awaitState(lost, "SENT");

    assertThat(copies(arrived)).isEqualTo(1);
    assertThat(copies(lost)).isEqualTo(1);
  }

  private void abandonedInTheMiddle(String key) {
    jdbc.sql("""
            INSERT INTO mail (key, template, recipient, model, state, attempts, next_attempt_at, leased_until, handed_over, created_at)
            SELECT :key, 'task-notice', 'ann@example.com', model, 'SENDING', 1, now(), now() + interval '1 hour', true, now()
            FROM (VALUES (cast(:model AS jsonb))) AS given (model)
            """)
        .param("key", key)
        .param("model", new tools.jackson.databind.json.JsonMapper().writeValueAsString(MODEL))
        .update();
  }

  private void enqueue(String key, String recipient) {
    transaction.executeWithoutResult(status -> mails.enqueue(new MailRequest(key, "task-notice", recipient, MODEL, null, null, null)));
  }

  private void awaitState(String key, String state) {
    await().until(() -> jdbc.sql("SELECT state FROM mail WHERE key = :key").param("key", key).query(String.class).single().equals(state));
  }

  private String error(String key) {
    return jdbc.sql("SELECT error FROM mail WHERE key = :key").param("key", key).query(String.class).single();
  }

  private long id(String key) {
    return jdbc.sql("SELECT id FROM mail WHERE key = :key").param("key", key).query(Long.class).single();
  }

  private int copies(String key) {
    return jdbc.sql("SELECT sum(copies) FROM mail_received WHERE message_id = :id").param("id", OutgoingMail.messageId(key)).query(Integer.class).single();
  }

  private MimeMessage receivedMessage(String key) throws Exception {
    byte[] message = jdbc.sql("SELECT message FROM mail_received WHERE message_id = :id").param("id", OutgoingMail.messageId(key)).query(byte[].class).single();
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
  }
}
