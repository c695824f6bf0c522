package dev.entente.mail;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a recipient finds in a mail that arrived: links are nowhere else. */
public final class SentMail {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  private SentMail() {}

  /** The path of the first link in the latest mail of this kind to this partner's people, once it has arrived. */
  public static String path(JdbcClient jdbc, String partner, String template) {
    return link(jdbc, partner, template).replaceFirst("^https?://[^/]+", "");
  }

  public static String link(JdbcClient jdbc, String partner, String template) {
    List<String> keys = await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("""
            SELECT key FROM mail WHERE subject_id = :partner AND template = :template AND state = 'SENT' AND NOT EXISTS (
              SELECT FROM mail w WHERE w.subject_id = :partner AND w.template = :template AND w.state IN ('WAITING', 'SENDING'))
            ORDER BY id DESC LIMIT 1
            """)
        .param("partner", partner).param("template", template).query(String.class).list(), found -> !found.isEmpty());
    Matcher link = LINK.matcher(new ReceivedMails(jdbc).body(OutgoingMail.messageId(keys.get(0)), "text/html").orElseThrow());
    if (!link.find()) {
      throw new AssertionError("Expected a link in mail " + keys.get(0) + ", but there is none");
    }
    return link.group(1);
  }
}
