package dev.entente.feedback;

import dev.entente.feedback.Feedback.Topic;
import dev.entente.mail.BaseUrl;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerId;
import dev.entente.portal.PortalUser;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes feedback, and answers it once. */
@Component
class FeedbackBox {

  private static final String SELECT = """
      SELECT f.*, p.legal_name AS partner_name, c.name AS contact_name
      FROM feedback f JOIN partner_view p ON p.id = f.partner_id LEFT JOIN contact_view c ON c.id = f.contact_id
      """;

  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final Mails mails;
  private final Trail trail;
  private final Clock clock;
  private final BaseUrl baseUrl;

  FeedbackBox(JdbcClient jdbc, Contacts contacts, Mails mails, Trail trail, Clock clock, BaseUrl baseUrl) {
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /** @param open whether the answer is still missing; null for all */
  record Filter(@Nullable Boolean open, @Nullable Topic topic) {}

  @Transactional
  public void give(PortalUser user, Topic topic, String content) {
    long id = jdbc.sql("""
            INSERT INTO feedback (partner_id, contact_id, topic, content, given_at) VALUES (:partner, :contact, :topic, :content, :now) RETURNING id
            """)
        .param("partner", user.partner().value())
        .param("contact", user.contactId())
        .param("topic", topic.name())
        .param("content", content)
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .single();
    trail.record(TrailEntry.of(user.partner().value(), user.actor(), "feedback.given", Map.of("feedback", id, "topic", topic.name())));
  }

  /** @return false when somebody answered before */
  @Transactional
  public boolean answer(long id, String answer, String actor) {
    int updated = jdbc.sql("UPDATE feedback SET answer = :answer, answered_by = :actor, answered_at = :now WHERE id = :id AND answered_at IS NULL")
        .param("answer", answer)
        .param("actor", actor)
        .param("now", OffsetDateTime.now(clock))
        .param("id", id)
        .update();
    if (updated == 1) {
      Feedback feedback = find(id).orElseThrow();
      trail.record(TrailEntry.of(feedback.partnerId(), actor, "feedback.answered", Map.of("feedback", id)));
      contacts.find(feedback.contactId()).ifPresent(to -> mails.enqueue(new MailRequest("feedback:" + id + ":answered", "feedback-answered", to.email(),
          Map.of("name", to.name(), "content", feedback.content(), "answer", answer, "link", baseUrl.of("/portal/feedback")), feedback.partnerId(),
          null, null)));
    }
    return updated == 1;
  }

  @Transactional(readOnly = true)
  public Optional<Feedback> find(long id) {
    return jdbc.sql(SELECT + " WHERE f.id = :id").param("id", id).query(Feedback.class).optional();
  }

  @Transactional(readOnly = true)
  public List<Feedback> ofPartner(PartnerId partner, int page, int size) {
    return jdbc.sql(SELECT + " WHERE f.partner_id = :partner ORDER BY f.id DESC LIMIT :size OFFSET :offset")
        .param("partner", partner.value()).param("size", size).param("offset", (long) page * size).query(Feedback.class).list();
  }

  @Transactional(readOnly = true)
  public long countOfPartner(PartnerId partner) {
    return jdbc.sql("SELECT count(*) FROM feedback WHERE partner_id = :partner").param("partner", partner.value()).query(Long.class).single();
  }

  /** The longest waiting first among the open ones, else the latest. */
  @Transactional(readOnly = true)
  public List<Feedback> list(Filter filter, int page, int size) {
    String order = Boolean.TRUE.equals(filter.open()) ? "f.id" : "f.id DESC";
    return filtered(SELECT, filter, " ORDER BY " + order + " LIMIT :size OFFSET :offset")
        .param("size", size).param("offset", (long) page * size).query(Feedback.class).list();
  }

  @Transactional(readOnly = true)
  public long count(Filter filter) {
    return filtered("SELECT count(*) FROM feedback f", filter, "").query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, Filter filter, String rest) {
    String open = filter.open() == null ? "" : filter.open() ? " AND f.answered_at IS NULL" : " AND f.answered_at IS NOT NULL";
    return jdbc.sql(select + " WHERE (CAST(:topic AS text) IS NULL OR f.topic = :topic)" + open + rest)
        .param("topic", filter.topic() == null ? null : filter.topic().name());
  }
}
