package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which certifications count today, for whoever builds on them. */
@Component
public class Certifications {

  private final JdbcClient jdbc;
  private final ObjectProvider<TrainingWaivers> waivers;
  private final Clock clock;

  Certifications(JdbcClient jdbc, ObjectProvider<TrainingWaivers> waivers, Clock clock) {
    this.jdbc = jdbc;
    this.waivers = waivers;
    this.clock = clock;
  }

  /** One for each contact and course: the one that lasts longest. A lapsed one counts as long as an exception gives it grace. */
  public List<Certification> of(PartnerId partner) {
    return jdbc.sql("""
            SELECT DISTINCT ON (contact_id, course) contact_id, curriculum, course, issued_on AS issued_at, expires_on, score
            FROM certificate
            WHERE partner_id = :partner AND revoked_at IS NULL AND expires_on >= :today
            ORDER BY contact_id, course, expires_on DESC, id DESC
            """)
        .param("partner", partner.value())
        .param("today", countedFrom(partner))
        .query(Certification.class)
        .list();
  }

  private LocalDate countedFrom(PartnerId partner) {
    LocalDate today = LocalDate.now(clock);
    return waivers.stream().map(one -> one.countedFrom(partner, today, clock.instant())).min(LocalDate::compareTo).orElse(today);
  }
}
