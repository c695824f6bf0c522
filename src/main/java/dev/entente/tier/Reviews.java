package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.tier.Review.Occasion;
import dev.entente.tier.Review.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All reviews. */
@Repository
class Reviews {

  private final JdbcClient jdbc;
  private final Clock clock;

  Reviews(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a list shows; null means any. {@code OPEN} stands for those without outcome. */
  record Filter(@Nullable String outcome, @Nullable String partner) {}

  /** A review with its latest verdict. */
  record Row(Review review, String legalName, @Nullable Long verdictId, Verdict.@Nullable Kind verdict, @Nullable String fromTier, @Nullable String toTier) {}

  /** @return false when another review of the partner is open, or this instance has one */
  boolean open(PartnerId partner, long processInstanceKey, Occasion occasion, String requestedBy) {
    return jdbc.sql("""
            INSERT INTO tier_review (partner_id, process_instance_key, occasion, requested_by, opened_at)
            VALUES (:partner, :instance, :occasion, :by, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("partner", partner.value())
        .param("instance", processInstanceKey)
        .param("occasion", occasion.name())
        .param("by", requestedBy)
        .param("now", now())
        .update() == 1;
  }

  Optional<Review> ofInstance(long processInstanceKey) {
    return one("process_instance_key = :value", processInstanceKey);
  }

  Optional<Review> openOf(PartnerId partner) {
    return one("partner_id = :value AND outcome IS NULL", partner.value());
  }

  Optional<Review> find(long id) {
    return one("id = :value", id);
  }

  private Optional<Review> one(String where, Object value) {
    return jdbc.sql("SELECT * FROM tier_review WHERE " + where).param("value", value).query(Reviews::review).optional();
  }

  /** @return false when it was closed before */
  boolean close(long id, Outcome outcome) {
    return jdbc.sql("UPDATE tier_review SET outcome = :outcome, closed_at = :now WHERE id = :id AND outcome IS NULL")
        .param("id", id)
        .param("outcome", outcome.name())
        .param("now", now())
        .update() == 1;
  }

  /** @return false when notice was given before */
  boolean giveNotice(long id, OffsetDateTime cureUntil) {
    return set(id, "cure_until", cureUntil);
  }

  /** @return false when it began before */
  boolean beginWindDown(long id, OffsetDateTime until, List<Long> contacts) {
    return jdbc.sql("UPDATE tier_review SET wind_down_until = :until, wind_down_contacts = :contacts WHERE id = :id AND wind_down_until IS NULL")
        .param("id", id).param("until", until).param("contacts", contacts.toArray(Long[]::new))
        .update() == 1;
  }

  /** @return false when it ended before */
  boolean endWindDown(long id) {
    return set(id, "wound_down_at", now());
  }

  /** A partner that moves up has nothing to wind down any more. */
  void endWindDowns(PartnerId partner) {
    jdbc.sql("UPDATE tier_review SET wound_down_at = :now WHERE partner_id = :partner AND wind_down_until IS NOT NULL AND wound_down_at IS NULL")
        .param("partner", partner.value())
        .param("now", now())
        .update();
  }

  private boolean set(long id, String column, OffsetDateTime at) {
    return jdbc.sql("UPDATE tier_review SET " + column + " = :at WHERE id = :id AND " + column + " IS NULL").param("id", id).param("at", at).update() == 1;
  }

  /** Open ones in their cure period, of which nobody said lately that the bars are met again. */
  List<Review> curing(OffsetDateTime notSaidSince, long after, int limit) {
    return jdbc.sql("""
            SELECT * FROM tier_review
            WHERE id > :after AND outcome IS NULL AND cure_until IS NOT NULL AND (recovery_said_at IS NULL OR recovery_said_at < :since)
            ORDER BY id LIMIT :limit
            """)
        .param("after", after)
        .param("since", notSaidSince)
        .param("limit", limit)
        .query(Reviews::review)
        .list();
  }

  void recoverySaid(long id) {
    jdbc.sql("UPDATE tier_review SET recovery_said_at = :now WHERE id = :id").param("id", id).param("now", now()).update();
  }

  /** Latest first. */
  List<Row> page(Filter filter, int page, int size) {
    return filtered("""
            SELECT r.*, p.legal_name, v.id AS verdict_id, v.verdict, v.from_tier, v.to_tier
            FROM tier_review r JOIN partner_view p ON p.id = r.partner_id
            LEFT JOIN LATERAL (SELECT * FROM tier_verdict v WHERE v.review_id = r.id ORDER BY v.id DESC LIMIT 1) v ON TRUE
            """, "ORDER BY r.id DESC LIMIT :size OFFSET :offset", filter)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Reviews::row)
        .list();
  }

  long count(Filter filter) {
    return filtered("SELECT count(*) FROM tier_review r ", "", filter).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Filter filter) {
    return jdbc.sql(select + """
            WHERE (CAST(:outcome AS text) IS NULL OR coalesce(r.outcome, 'OPEN') = :outcome)
              AND (CAST(:partner AS text) IS NULL OR r.partner_id = :partner)
            """ + end)
        .param("outcome", filter.outcome())
        .param("partner", filter.partner());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    long verdict = row.getLong("verdict_id");
    boolean judged = !row.wasNull();
    return new Row(review(row, number), row.getString("legal_name"), judged ? verdict : null,
        judged ? Verdict.Kind.valueOf(row.getString("verdict")) : null, row.getString("from_tier"), row.getString("to_tier"));
  }

  private static Review review(ResultSet row, int number) throws SQLException {
    String outcome = row.getString("outcome");
    return new Review(
        row.getLong("id"),
        new PartnerId(row.getString("partner_id")),
        row.getLong("process_instance_key"),
        Occasion.valueOf(row.getString("occasion")),
        row.getString("requested_by"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getObject("opened_at", OffsetDateTime.class),
        row.getObject("closed_at", OffsetDateTime.class),
        row.getObject("cure_until", OffsetDateTime.class),
        row.getObject("wind_down_until", OffsetDateTime.class),
        row.getObject("wound_down_at", OffsetDateTime.class));
  }
}
