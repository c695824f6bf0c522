package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which certifications count today, for whoever builds on them. */
@Component
public class Certifications {

  private final JdbcClient jdbc;
  private final Clock clock;

  Certifications(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One for each contact and course: the one that lasts longest. */
  public List<Certification> of(PartnerId partner) {
    return jdbc.sql("""
            SELECT DISTINCT ON (contact_id, course) contact_id, curriculum, course, issued_on AS issued_at, expires_on, score
            FROM certificate
            WHERE partner_id = :partner AND revoked_at IS NULL AND expires_on >= :today
            ORDER BY contact_id, course, expires_on DESC, id DESC
            """)
        .param("partner", partner.value())
        .param("today", LocalDate.now(clock))
        .query(Certification.class)
        .list();
  }
}
