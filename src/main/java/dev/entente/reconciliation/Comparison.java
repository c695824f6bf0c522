package dev.entente.reconciliation;

import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what a target shows into the database, where one statement compares it with the ledger, and writes down what is to be done.
 *
 * <p>In memory there is the target's list and nothing else; the ledger's side never leaves the database. Case of names says nothing.
 */
@Component
public class Comparison {

  private static final int BATCH = 2000;

  /** What was granted or revoked while the target was read is left to the next run. */
  private static final String OBSERVED = """
      CREATE TEMP TABLE observed ON COMMIT DROP AS
      WITH entry AS (
        SELECT DISTINCT ON (p, h, r) partner, holder, role, name, idle, p, h, r
        FROM (SELECT *, lower(partner) AS p, lower(holder) AS h, lower(role) AS r FROM reconciliation_entry WHERE run_id = :run) AS keyed
        ORDER BY p, h, r
      ), given AS (
        SELECT *, lower(partner_id) AS p, lower(holder) AS h, lower(role) AS r FROM grant_view WHERE target = :target
      ), held AS (
        SELECT * FROM given WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING')
      ), past AS (
        SELECT DISTINCT ON (p, h, r) * FROM given WHERE state IN ('REVOKED', 'FAILED') ORDER BY p, h, r, id DESC
      ), stray AS (
        SELECT e.* FROM entry e
        WHERE NOT EXISTS (SELECT FROM held g WHERE g.p = e.p AND g.h = e.h AND g.r = e.r)
          -- an account goes with whatever else its holder, or any contact of the partner, has there
          AND NOT (e.r = 'account' AND EXISTS (SELECT FROM held g WHERE g.p = e.p AND (g.h = e.h OR e.h = e.p)))
      ), difference AS (
        SELECT CASE WHEN l.state = 'REVOKED' THEN 'LATE_REVOKED' ELSE 'ORPHAN' END AS kind, e.partner, e.holder,
               coalesce(l.holder_name, e.name) AS holder_name, e.role, l.id AS grant_id, true AS held,
               CASE l.state WHEN 'REVOKED' THEN 'afterRevocation' WHEN 'FAILED' THEN 'afterFailure' ELSE 'unknown' END AS detail,
               coalesce(CAST(CAST(l.ended_at AS date) AS text), '') AS argument
        FROM stray e LEFT JOIN past l ON l.p = e.p AND l.h = e.h AND l.r = e.r
        WHERE l.id IS NULL OR l.changed_at < :started
        UNION ALL
        SELECT CASE WHEN instead.role IS NULL AND other.partner IS NULL THEN 'MISSING' ELSE 'DRIFTED' END, g.partner_id, g.holder, g.holder_name, g.role,
               g.id, false,
               CASE WHEN instead.role IS NOT NULL THEN 'otherRole' WHEN other.partner IS NOT NULL THEN 'otherPartner' ELSE 'notInTarget' END,
               coalesce(instead.role, other.partner, '')
        FROM held g
        LEFT JOIN LATERAL (SELECT s.role FROM stray s WHERE s.p = g.p AND s.h = g.h AND s.r <> 'account' ORDER BY s.r LIMIT 1) AS instead ON true
        LEFT JOIN LATERAL (SELECT s.partner FROM stray s WHERE s.h = g.h AND s.r = g.r ORDER BY s.p LIMIT 1) AS other ON true
        WHERE g.state = 'ACTIVE' AND g.changed_at < :started AND NOT EXISTS (SELECT FROM entry e WHERE e.p = g.p AND e.h = g.h AND e.r = g.r)
        UNION ALL
        SELECT 'DRIFTED', g.partner_id, g.holder, g.holder_name, g.role, g.id, true, CASE WHEN e.idle THEN 'disabled' ELSE 'otherName' END,
               CASE WHEN e.idle THEN '' ELSE e.name END
        FROM held g JOIN entry e ON e.p = g.p AND e.h = g.h AND e.r = g.r
        WHERE g.state = 'ACTIVE' AND g.changed_at < :started
          AND (e.idle OR e.name NOT IN (g.holder_name, g.partner_id, coalesce(g.external_id, ''))
            -- the name is the account's: said once, not for each role
            AND (e.r = 'account' OR NOT EXISTS (SELECT FROM entry a WHERE a.p = e.p AND a.h = e.h AND a.r = 'account')))
        UNION ALL
        SELECT 'LATE_REVOKED', g.partner_id, g.holder, g.holder_name, g.role, g.id, e.p IS NOT NULL,
               CASE WHEN g.state = 'ACTIVE' THEN 'pastEnd' ELSE 'stillRevoking' END,
               CASE WHEN g.state = 'ACTIVE' THEN CAST(g.ends_on AS text) ELSE CAST(CAST(g.changed_at AS date) AS text) END
        FROM held g LEFT JOIN entry e ON e.p = g.p AND e.h = g.h AND e.r = g.r
        WHERE g.state = 'ACTIVE' AND g.ends_on < CAST(:lateDay AS date) OR g.state = 'REVOKING' AND g.changed_at < :lateAt AND e.p IS NOT NULL
        UNION ALL
        SELECT 'LATE_REVOKED', partner_id, holder, holder_name, role, id, false, 'endedLate', CAST(ends_on AS text)
        FROM given WHERE state = 'REVOKED' AND ended_at >= :recent AND CAST(ended_at AS date) > ends_on + CAST(:lateDays AS integer)
      )
      SELECT DISTINCT ON (kind, lower(partner), lower(holder), lower(role)) * FROM difference
      ORDER BY kind, lower(partner), lower(holder), lower(role), held DESC, grant_id DESC
      """;

  private static final String SAME = """
      f.target = :target AND f.state <> 'CLOSED' AND f.kind = o.kind AND lower(f.partner) = lower(o.partner) AND lower(f.holder) = lower(o.holder)
        AND lower(f.role) = lower(o.role)
      """;

  private final JdbcClient jdbc;
  private final ReconciliationProperties properties;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Comparison(JdbcClient jdbc, ReconciliationProperties properties, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /** Asks the target, outside any transaction, and keeps what it shows for {@link #plan}. */
  public void read(ReconciliationRuns.Run run, TargetSystem target) {
    List<Access> all = target.list();
    Set<Access> idle = new HashSet<>(target.disabled());
    jdbc.sql("DELETE FROM reconciliation_entry WHERE run_id = :run").param("run", run.id()).update();
    for (int from = 0; from < all.size(); from += BATCH) {
      store(run.id(), all.subList(from, Math.min(all.size(), from + BATCH)), idle);
    }
  }

  /** Writes down all that the run has to do, and answers why it may not be done; without an objection it is also noted what was seen again. */
  @Transactional
  public Optional<RunProblem> plan(ReconciliationRuns.Run run) {
    observe(run);
    insert("OPEN", run, "SELECT o.*, NULL::bigint AS finding_id FROM observed o WHERE NOT EXISTS (SELECT FROM access_finding f WHERE " + SAME + ")", Map.of());
    insert("CLOSE", run, "SELECT f.*, f.id AS finding_id FROM access_finding f WHERE f.target = :target AND f.state <> 'CLOSED' "
        + "AND f.kind IN ('ORPHAN', 'MISSING', 'DRIFTED', 'LATE_REVOKED') "
        + "AND NOT EXISTS (SELECT FROM observed o WHERE " + SAME + ")", Map.of());
    insert("ASK", run, seen("f.state = 'OPEN' AND f.stage = 'REPORTED' AND f.asked_as IS NULL AND f.first_seen <= :due "
        + "OR f.state = 'ACCEPTED' AND f.accepted_until < CAST(:today AS date)"),
        Map.of("due", now().minus(properties.askAfter()), "today", today()));
    String removable = "f.state = 'OPEN' AND f.kind IN ('ORPHAN', 'LATE_REVOKED') AND f.held AND f.stage_since <= :due AND f.stage = ";
    insert("DISABLE", run, seen(removable + "'QUARANTINED'"), Map.of("due", now().minus(properties.disableAfter())));
    insert("DELETE", run, seen(removable + "'DISABLED'"), Map.of("due", now().minus(properties.deleteAfter())));
    Optional<RunProblem> objection = new ChangeThresholds(properties.maxChanges(), properties.maxPercent()).objection(counted(run));
    if (objection.isEmpty()) {
      jdbc.sql("UPDATE access_finding f SET last_seen = :now, detail = o.detail, argument = o.argument, held = o.held FROM observed o WHERE " + SAME)
          .param("now", now()).param("target", run.target()).update();
    }
    return objection;
  }

  /** A fresh look at one finding only, though targets show all or nothing: is it still as it was found? */
  boolean stillDiffers(Finding finding, TargetSystem target) {
    ReconciliationRuns.Run look = new ReconciliationRuns.Run(-finding.id(), finding.target(), "", ReconciliationRuns.State.RUNNING, "", clock.instant(), null, ReconciliationRuns.Seen.NOTHING,
        null, null, null, null, null);
    read(look, target);
    return Boolean.TRUE.equals(transaction.execute(status -> {
      observe(look);
      jdbc.sql("DELETE FROM reconciliation_entry WHERE run_id = :run").param("run", look.id()).update();
      return jdbc.sql("SELECT EXISTS (SELECT FROM access_finding f JOIN observed o ON " + SAME + " WHERE f.id = :id)")
          .param("target", finding.target()).param("id", finding.id()).query(Boolean.class).single();
    }));
  }

  private static String seen(String condition) {
    return "SELECT f.*, f.id AS finding_id FROM access_finding f JOIN observed o ON " + SAME + " WHERE (" + condition + ")";
  }

  private void observe(ReconciliationRuns.Run run) {
    jdbc.sql(OBSERVED)
        .param("run", run.id())
        .param("target", run.target())
        .param("started", OffsetDateTime.ofInstant(run.startedAt(), ZoneOffset.UTC))
        .param("lateDay", today().minusDays(properties.lateAfter().toDays()))
        .param("lateDays", properties.lateAfter().toDays())
        .param("lateAt", now().minus(properties.lateAfter()))
        .param("recent", now().minusDays(30))
        .update();
  }

  private void insert(String action, ReconciliationRuns.Run run, String rows, Map<String, ?> parameters) {
    jdbc.sql("""
            INSERT INTO reconciliation_change (run_id, action, finding_id, kind, partner, holder, holder_name, role, grant_id, held, detail, argument)
            SELECT :run, :action, finding_id, kind, partner, holder, holder_name, role, grant_id, held, detail, argument FROM (
            """ + rows + ") AS due ORDER BY lower(role) = 'account', lower(holder) = lower(partner), finding_id")
        .param("run", run.id())
        .param("action", action)
        .param("target", run.target())
        .params(parameters)
        .update();
  }

  private ChangeThresholds.Plan counted(ReconciliationRuns.Run run) {
    return jdbc.sql("""
            WITH counted AS (
              SELECT (SELECT count(*) FROM reconciliation_entry WHERE run_id = :run) AS listed,
                     (SELECT count(*) FROM grant_view WHERE target = :target AND state = 'ACTIVE') AS recorded,
                     (SELECT count(*) FROM observed WHERE kind = 'ORPHAN') AS orphans,
                     (SELECT count(*) FROM observed WHERE kind = 'MISSING') AS missing,
                     (SELECT count(*) FROM observed WHERE kind = 'DRIFTED') AS drifted,
                     (SELECT count(*) FROM observed WHERE kind = 'LATE_REVOKED') AS late
            ), cleared AS (
              DELETE FROM reconciliation_entry WHERE run_id = :run
            )
            UPDATE reconciliation_run SET listed = counted.listed, recorded = counted.recorded, agreed = greatest(0, counted.recorded - counted.missing - counted.drifted),
              orphans = counted.orphans, missing = counted.missing, drifted = counted.drifted, late = counted.late, touched_at = :now
            FROM counted WHERE id = :run
            RETURNING counted.listed, counted.recorded, (SELECT count(*) FROM reconciliation_change WHERE run_id = :run AND action IN ('OPEN', 'CLOSE', 'ASK')) AS reports,
              (SELECT count(*) FROM reconciliation_change WHERE run_id = :run AND action IN ('DISABLE', 'DELETE')) AS removals
            """)
        .param("run", run.id())
        .param("target", run.target())
        .param("now", now())
        .query((row, number) -> new ChangeThresholds.Plan(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .single();
  }

  private void store(long run, List<Access> entries, Set<Access> idle) {
    jdbc.sql("""
            INSERT INTO reconciliation_entry (run_id, partner, holder, role, name, idle)
            SELECT :run, * FROM unnest(:partners::text[], :holders::text[], :roles::text[], :names::text[], :idle::boolean[])
            """)
        .param("run", run)
        .param("partners", texts(entries, Access::partnerId))
        .param("holders", texts(entries, Access::holder))
        .param("roles", texts(entries, Access::role))
        .param("names", texts(entries, Access::displayName))
        .param("idle", entries.stream().map(idle::contains).toArray(Boolean[]::new))
        .update();
  }

  private static String[] texts(List<Access> entries, Function<Access, String> text) {
    return entries.stream().map(text).toArray(String[]::new);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
