package dev.entente.mail;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Mails as people look at them: filtered, paged, one by one. */
@Repository
class MailList {

  private static final String FILTER = """
      FROM mail
      WHERE (:recipient = '' OR recipient ILIKE '%' || :recipient || '%' OR subject_line ILIKE '%' || :recipient || '%')
        AND (:partner = '' OR subject_id = :partner)
        AND (:state = '' OR state = :state)
      """;
  private static final String COLUMNS =
      "SELECT id, template, recipient, subject_id, process_instance_key, element_id, state, attempts, subject_line, error, created_at, sent_at ";

  private final JdbcClient jdbc;

  MailList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One mail without its bodies. */
  record Mail(
      long id,
      String template,
      String recipient,
      @Nullable String subjectId,
      @Nullable Long processInstanceKey,
      @Nullable String elementId,
      String state,
      int attempts,
      @Nullable String subjectLine,
      @Nullable String error,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime sentAt) {}

  record Bodies(String key, @Nullable String htmlBody, @Nullable String textBody) {}

  record Filter(String recipient, String partner, String state) {}

  /** The filter's text is taken as it is typed: a percent sign is a percent sign. */
  List<Mail> find(Filter filter, int page, int size) {
    return filtered(COLUMNS + FILTER + " ORDER BY id DESC LIMIT :size OFFSET :offset", filter)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Mail.class)
        .list();
  }

  long count(Filter filter) {
    return filtered("SELECT count(*) " + FILTER, filter).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
    return jdbc.sql(sql)
        .param("recipient", filter.recipient().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
        .param("partner", filter.partner())
        .param("state", filter.state());
  }

  Optional<Mail> mail(long id) {
    return jdbc.sql(COLUMNS + "FROM mail WHERE id = :id").param("id", id).query(Mail.class).optional();
  }

  Optional<Bodies> bodies(long id) {
    return jdbc.sql("SELECT key, html_body, text_body FROM mail WHERE id = :id").param("id", id).query(Bodies.class).optional();
  }
}
