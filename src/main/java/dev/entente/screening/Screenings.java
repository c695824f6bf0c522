package dev.entente.screening;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Screenings and their hits, kept as evidence: never changed once written. */
@Component
class Screenings {

  private final JdbcClient jdbc;

  Screenings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  enum Occasion {
    APPLICATION, LIST_CHANGED, CONTACT_ADDED
  }

  /** @param subject whose name it is: {@code legalName} or {@code contact} */
  record SubjectHit(String subject, String askedName, Hit hit) {}

  /** One screening of all names of a partner. */
  record Screening(long id, PartnerId partner, Occasion occasion, CountryRisk countryRisk, @Nullable String countryReason, int score,
      int namesScreened, Instant screenedAt, String list, String listVersion, Instant listChangedAt, int listEntries) {}

  /** What is to be kept. */
  record Result(CountryTable.Standing country, int score, int namesScreened, long listVersion, List<SubjectHit> hits) {}

  Optional<Screening> ofProcess(PartnerId partner, long processInstance) {
    return list("s.partner_id = :partner AND s.process_instance_key = :instance AND s.occasion = 'APPLICATION'", partner, processInstance).stream()
        .findFirst();
  }

  List<Screening> of(PartnerId partner) {
    return list("s.partner_id = :partner", partner, 0);
  }

  /** @return the id, empty where the same screening is kept already */
  Optional<Long> keep(PartnerId partner, Occasion occasion, @Nullable Long processInstance, Result result, Instant now) {
    Optional<Long> id = jdbc.sql("""
            INSERT INTO screening (partner_id, occasion, process_instance_key, list_version_id, country_risk, country_reason, score, names_screened,
                                   screened_at)
            VALUES (:partner, :occasion, :instance, :version, :risk, :riskReason, :score, :names, :now)
            ON CONFLICT DO NOTHING
            RETURNING id
            """)
        .param("partner", partner.value())
        .param("occasion", occasion.name())
        .param("instance", processInstance)
        .param("version", result.listVersion())
        .param("risk", result.country().risk().name())
        .param("riskReason", result.country().reason())
        .param("score", result.score())
        .param("names", result.namesScreened())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .optional();
    id.ifPresent(screening -> {
      for (int i = 0; i < result.hits().size(); i++) {
        keepHit(screening, i, result.hits().get(i));
      }
    });
    return id;
  }

  List<SubjectHit> hits(long screening) {
    return jdbc.sql("SELECT * FROM screening_hit WHERE screening_id = :id ORDER BY position")
        .param("id", screening)
        .query((row, number) -> new SubjectHit(row.getString("subject"), row.getString("asked_name"),
            new Hit(row.getString("list"), row.getString("entry_id"), row.getString("name"), ListedParty.Kind.valueOf(row.getString("kind")),
                row.getInt("score"), row.getString("reason"))))
        .list();
  }

  /** Ids of partners that have access or may have it again, and were not screened against the version yet, in the order of their ids. */
  List<PartnerId> notScreened(long listVersion, int most) {
    return jdbc.sql("""
            SELECT p.id FROM partner_view p
            WHERE p.stage IN ('ONBOARDING', 'ACTIVE', 'SUSPENDED') AND NOT EXISTS (
              SELECT FROM screening s WHERE s.partner_id = p.id AND s.list_version_id = :version)
            ORDER BY p.id
            LIMIT :most
            """)
        .param("version", listVersion)
        .param("most", most)
        .query((rs, n) -> new PartnerId(rs.getString(1)))
        .list();
  }

  private void keepHit(long screening, int position, SubjectHit found) {
    int inserted = jdbc.sql("""
            INSERT INTO screening_hit (screening_id, position, subject, asked_name, list, entry_id, name, kind, score, reason)
            VALUES (:screening, :position, :subject, :asked, :list, :entry, :name, :kind, :score, :reason)
            """)
        .param("screening", screening)
        .param("position", position)
        .param("subject", found.subject())
        .param("asked", found.askedName())
        .param("list", found.hit().list())
        .param("entry", found.hit().entryId())
        .param("name", found.hit().name())
        .param("kind", found.hit().kind().name())
        .param("score", found.hit().score())
        .param("reason", found.hit().reason())
        .update();
    if (inserted != 1) {
      throw new IllegalStateException("Expected to keep hit " + position + " of screening " + screening + ", but " + inserted + " rows were written");
    }
  }

  private List<Screening> list(String condition, PartnerId partner, long processInstance) {
    return jdbc.sql("""
            SELECT s.*, v.list, v.sha256, v.files_changed_at, v.entries
            FROM screening s JOIN screening_list_version v ON v.id = s.list_version_id
            WHERE %s ORDER BY s.id DESC LIMIT 50
            """.formatted(condition))
        .param("partner", partner.value())
        .param("instance", processInstance)
        .query((row, number) -> new Screening(row.getLong("id"), partner, Occasion.valueOf(row.getString("occasion")),
            CountryRisk.valueOf(row.getString("country_risk")), row.getString("country_reason"), row.getInt("score"), row.getInt("names_screened"),
            row.getObject("screened_at", OffsetDateTime.class).toInstant(), row.getString("list"), row.getString("sha256").substring(0, 12),
            row.getObject("files_changed_at", OffsetDateTime.class).toInstant(), row.getInt("entries")))
        .list();
  }
}
