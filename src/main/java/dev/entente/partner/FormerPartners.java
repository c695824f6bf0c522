package dev.entente.partner;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Partnerships and applications that ended, of the company that applies again: under the same name, domain or number, or under a close name. */
@Component
public class FormerPartners {

  private static final List<String> GRAVEST_FIRST = List.of("SANCTIONS", "SCREENING_MATCH", "EMBARGO", "BREACH");

  private final JdbcClient jdbc;

  FormerPartners(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @param ending why it ended: the reason of its termination, or why its application was rejected */
  public record Former(String partnerId, String legalName, Stage stage, @Nullable String ending, OffsetDateTime since) {}

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Former> of(PartnerId partner) {
    return jdbc.sql("""
            SELECT f.id AS partner_id, f.legal_name, f.stage, f.stage_reason AS ending, f.stage_since AS since
            FROM partner p JOIN partner f ON f.id <> p.id
              AND (f.name_key = p.name_key OR f.domain = p.domain OR (f.registration_key = p.registration_key AND f.country = p.country)
                OR (f.name_key % p.name_key AND similarity(f.name_key, p.name_key) >= 0.6))
            WHERE p.id = :id AND f.stage IN ('TERMINATED', 'REJECTED') AND f.stage_reason IS DISTINCT FROM 'DUPLICATE'
            ORDER BY f.stage_since DESC LIMIT 10
            """)
        .param("id", partner.value())
        .query(Former.class)
        .list();
  }

  /** The gravest reason for which one of them ended; empty text where all ended in peace. */
  @Transactional(readOnly = true)
  public String gravestEnding(PartnerId partner) {
    List<Former> former = of(partner);
    return GRAVEST_FIRST.stream().filter(reason -> former.stream().anyMatch(one -> reason.equals(one.ending()))).findFirst().orElse("");
  }
}
