package dev.entente.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the mail sink of this application took in: the proof that a mail arrived. */
@Component
public class ReceivedMails {

  private final JdbcClient jdbc;

  ReceivedMails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Committed when it returns; the same message to the same recipient is counted, not stored again. */
  public void store(String sender, String recipient, byte[] message) {
    jdbc.sql("""
            INSERT INTO mail_received (message_id, sender, recipient, message)
            VALUES (:messageId, :sender, :recipient, :message)
            ON CONFLICT (message_id, recipient) DO UPDATE SET copies = mail_received.copies + 1
            """)
        .param("messageId", messageId(message))
        .param("sender", sender == null ? "" : sender)
        .param("recipient", recipient)
        .param("message", message)
        .update();
  }

  boolean has(String messageId) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM mail_received WHERE message_id = :id)").param("id", messageId).query(Boolean.class).single();
  }

  /** The text of a mail that arrived here, as {@code text/html} or {@code text/plain}. */
  Optional<String> body(String messageId, String type) {
    return jdbc.sql("SELECT message FROM mail_received WHERE message_id = :id ORDER BY id LIMIT 1").param("id", messageId).query(byte[].class).optional()
        .flatMap(message -> {
          try {
            return part(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)), type);
          } catch (MessagingException | IOException unreadable) {
            return Optional.empty();
          }
        });
  }

  private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of(String.valueOf(part.getContent()));
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        Optional<String> found = part(parts.getBodyPart(i), type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String messageId(byte[] message) {
    try {
      String id = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)).getMessageID();
      return id == null ? "none" : id;
    } catch (MessagingException e) {
      return "unreadable";
    }
  }
}
