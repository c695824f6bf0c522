package dev.entente.termination;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What ended partnerships teach, searchable by word. */
@Repository
class Lessons {

  private final JdbcClient jdbc;
  private final Clock clock;

  Lessons(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param cause one of the causes that the form offers
   * @param again whether one would work with the partner again: YES, NO, CONDITIONALLY
   */
  record Lesson(String cause, String again, String wentWell, String toChange, String earlySigns) {}

  record Found(long caseId, String partnerId, String partnerName, String reason, String tier, Lesson lesson, Instant recordedAt) {}

  record Filter(@Nullable String words, @Nullable String cause, @Nullable String reason) {}

  /** The first word counts; a repeated job changes nothing. */
  @Transactional
  public void record(long id, Lesson lesson) {
    jdbc.sql("""
            INSERT INTO termination_lesson (case_id, cause, again, went_well, to_change, early_signs, recorded_at)
            VALUES (:case, :cause, :again, :well, :change, :signs, :now) ON CONFLICT (case_id) DO NOTHING
            """)
        .param("case", id).param("cause", lesson.cause()).param("again", lesson.again()).param("well", lesson.wentWell())
        .param("change", lesson.toChange()).param("signs", lesson.earlySigns()).param("now", OffsetDateTime.now(clock))
        .update();
  }

  Optional<Lesson> of(long id) {
    return jdbc.sql("SELECT cause, again, went_well, to_change, early_signs FROM termination_lesson WHERE case_id = :case")
        .param("case", id)
        .query(Lesson.class)
        .optional();
  }

  List<Found> search(Filter filter, int page, int size) {
    return filtered("""
            SELECT l.*, t.partner_id, t.reason, p.legal_name, p.tier
            """, "ORDER BY l.recorded_at DESC, l.case_id LIMIT :size OFFSET :offset", filter)
        .param("size", size).param("offset", (long) page * size)
        .query((row, number) -> new Found(row.getLong("case_id"), row.getString("partner_id"), row.getString("legal_name"), row.getString("reason"),
            row.getString("tier"), new Lesson(row.getString("cause"), row.getString("again"), row.getString("went_well"), row.getString("to_change"),
            row.getString("early_signs")), row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  long count(Filter filter) {
    return filtered("SELECT count(*)", "", filter).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Filter filter) {
    return jdbc.sql(select + """
             FROM termination_lesson l JOIN termination_case t ON t.id = l.case_id JOIN partner_view p ON p.id = t.partner_id
            WHERE (CAST(:words AS text) IS NULL OR l.words @@ websearch_to_tsquery('english', :words))
              AND (CAST(:cause AS text) IS NULL OR l.cause = :cause)
              AND (CAST(:reason AS text) IS NULL OR t.reason = :reason)
            """ + end)
        .param("words", filter.words()).param("cause", filter.cause()).param("reason", filter.reason());
  }
}
