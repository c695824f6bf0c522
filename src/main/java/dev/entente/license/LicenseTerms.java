package dev.entente.license;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What others need to know of the license that a partner has. */
@Component
public class LicenseTerms {

  private final JdbcClient jdbc;

  LicenseTerms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** When the license that is not revoked ends, or ended; grace included. */
  public Optional<Instant> end(PartnerId partner) {
    return jdbc.sql("SELECT valid_until FROM license WHERE partner_id = :partner AND state = 'ACTIVE' ORDER BY valid_until DESC LIMIT 1")
        .param("partner", partner.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }
}
