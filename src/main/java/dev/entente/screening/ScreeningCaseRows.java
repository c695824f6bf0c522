package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.screening.ScreeningCases.State;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of screening cases; a partner has one open case at most. */
@Repository
class ScreeningCaseRows {

  private final JdbcClient jdbc;
  private final Clock clock;

  ScreeningCaseRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether the screening found something that was neither before the people who accepted the application nor in a case that was cleared. */
  boolean hasNewHits(PartnerId partner, long screening) {
    return jdbc.sql("""
            SELECT EXISTS (
              SELECT FROM screening_hit h WHERE h.screening_id = :screening AND NOT EXISTS (
                SELECT FROM screening_hit k JOIN screening s ON s.id = k.screening_id
                WHERE s.partner_id = :partner AND s.id <> :screening AND k.list = h.list AND k.entry_id = h.entry_id AND k.asked_name = h.asked_name
                  AND (s.occasion = 'APPLICATION' OR EXISTS (SELECT FROM screening_case c WHERE c.screening_id = s.id AND c.state = 'CLEARED'))))
            """)
        .param("partner", partner.value()).param("screening", screening)
        .query(Boolean.class)
        .single();
  }

  /** Empty where one is open already. */
  Optional<Long> open(PartnerId partner, long screening) {
    return jdbc.sql("""
            INSERT INTO screening_case (partner_id, screening_id, state, opened_at) VALUES (:partner, :screening, 'OPEN', :now)
            ON CONFLICT (partner_id) WHERE state = 'OPEN' DO NOTHING
            RETURNING id
            """)
        .param("partner", partner.value()).param("screening", screening).param("now", now())
        .query(Long.class)
        .optional();
  }

  /** A later screening has all names of an earlier one, and more. */
  void renew(PartnerId partner, long screening) {
    jdbc.sql("UPDATE screening_case SET screening_id = :screening WHERE partner_id = :partner AND state = 'OPEN' AND screening_id < :screening")
        .param("partner", partner.value()).param("screening", screening)
        .update();
  }

  void started(long id, UUID start) {
    jdbc.sql("UPDATE screening_case SET process_start_id = :start WHERE id = :id").param("id", id).param("start", start).update();
  }

  /** False where it is closed already. */
  boolean close(long id, State end, String why) {
    return jdbc.sql("UPDATE screening_case SET state = :end, decided_why = :why, closed_at = :now WHERE id = :id AND state = 'OPEN'")
        .param("id", id).param("end", end.name()).param("why", why).param("now", now())
        .update() == 1;
  }

  /** A confirmed match counts as cleared from now on; false where there is none. */
  boolean overrule(PartnerId partner) {
    return jdbc.sql("""
            UPDATE screening_case SET state = 'CLEARED' WHERE state = 'CONFIRMED'
              AND id = (SELECT max(id) FROM screening_case WHERE partner_id = :partner)
            """)
        .param("partner", partner.value())
        .update() == 1;
  }

  PartnerId partner(long id) {
    return new PartnerId(jdbc.sql("SELECT partner_id FROM screening_case WHERE id = :id").param("id", id).query(String.class).single());
  }

  Optional<State> latest(PartnerId partner) {
    return jdbc.sql("SELECT state FROM screening_case WHERE partner_id = :partner ORDER BY id DESC LIMIT 1")
        .param("partner", partner.value())
        .query(State.class)
        .optional();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
