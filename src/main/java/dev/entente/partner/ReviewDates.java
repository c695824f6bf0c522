package dev.entente.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Since when partners are active, and when each is to be reviewed next. */
@Component
public class ReviewDates {

  private final JdbcClient jdbc;

  ReviewDates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty before the activation. */
  public Optional<Instant> activeSince(PartnerId id) {
    return jdbc.sql("SELECT active_since FROM partner WHERE id = :id AND active_since IS NOT NULL")
        .param("id", id.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /**
   * Active partners whose next review is not later than the day, in the order of their ids.
   *
   * @param after id of the last one of the page before, empty for the first page
   */
  public List<PartnerId> due(LocalDate day, String after, int limit) {
    return jdbc.sql("""
            SELECT id FROM partner
            WHERE id > :after AND stage = 'ACTIVE' AND (next_review_on IS NULL OR next_review_on <= :day)
            ORDER BY id LIMIT :limit
            """)
        .param("after", after)
        .param("day", day)
        .param("limit", limit)
        .query((row, number) -> new PartnerId(row.getString("id")))
        .list();
  }

  /** Needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void next(PartnerId id, LocalDate day) {
    jdbc.sql("UPDATE partner SET next_review_on = :day WHERE id = :id").param("id", id.value()).param("day", day).update();
  }
}
