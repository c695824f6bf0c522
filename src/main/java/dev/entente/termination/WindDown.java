package dev.entente.termination;

import dev.entente.license.PartnerLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What end customers keep until a date: a license of its own kind, and a process that ends it. */
@Component
class WindDown {

  private final JdbcClient jdbc;
  private final Terminations terminations;
  private final PartnerLicenses licenses;
  private final Processes processes;
  private final Clock clock;

  WindDown(JdbcClient jdbc, Terminations terminations, PartnerLicenses licenses, Processes processes, Clock clock) {
    this.jdbc = jdbc;
    this.terminations = terminations;
    this.licenses = licenses;
    this.processes = processes;
    this.clock = clock;
  }

  record Right(String licenseId, String replaces, Instant until, @Nullable Instant endedAt) {}

  /** Once, where the terms say so and there was a license. */
  @Transactional
  public void grant(long id, JobContext job) {
    Termination termination = terminations.lock(id);
    Instant until = termination.dates().windDownUntil();
    if (until == null || !of(id).isEmpty()) {
      return;
    }
    licenses.keepForWindDown(termination.partner(), until).ifPresent(kept -> {
      jdbc.sql("INSERT INTO termination_wind_down (case_id, license_id, replaces, until) VALUES (:case, :license, :replaces, :until)")
          .param("case", id).param("license", kept.licenseId()).param("replaces", kept.replaces()).param("until", until.atOffset(ZoneOffset.UTC))
          .update();
      processes.start("end-customer-wind-down", termination.partner().value(),
          Map.of("partnerId", termination.partner().value(), "terminationId", id, "windDownEndsAt", until.toString()));
    });
  }

  /** Safe to repeat. */
  @Transactional
  public void end(PartnerId partner, long id) {
    for (Right right : of(id)) {
      licenses.endWindDown(partner, right.licenseId());
    }
    jdbc.sql("UPDATE termination_wind_down SET ended_at = :now WHERE case_id = :case AND ended_at IS NULL")
        .param("case", id).param("now", OffsetDateTime.now(clock))
        .update();
  }

  Set<String> licenses(long id) {
    return Set.copyOf(of(id).stream().map(Right::licenseId).toList());
  }

  List<Right> of(long id) {
    return jdbc.sql("SELECT license_id, replaces, until, ended_at FROM termination_wind_down WHERE case_id = :case ORDER BY license_id")
        .param("case", id)
        .query((row, number) -> {
          OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
          return new Right(row.getString("license_id"), row.getString("replaces"), row.getObject("until", OffsetDateTime.class).toInstant(),
              ended == null ? null : ended.toInstant());
        })
        .list();
  }
}
