package dev.entente.reconciliation;

import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerSnapshots;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares the whole ledger with what partners ought to have, a page of partners at a time, and writes down what a run has to do. */
@Component
public class LedgerComparison {

  /** Stands where runs name their target. */
  static final String LEDGER = "ledger";
  private static final int PAGE = 500;

  private final JdbcClient jdbc;
  private final PartnerSnapshots partners;
  private final Deviations deviations;
  private final ReconciliationProperties properties;
  private final Clock clock;

  LedgerComparison(JdbcClient jdbc, PartnerSnapshots partners, Deviations deviations, ReconciliationProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.deviations = deviations;
    this.properties = properties;
    this.clock = clock;
  }

  /** Answers why what is written down may not be done; without an objection it is also noted what was seen again. */
  @Transactional
  public Optional<RunProblem> plan(Run run) {
    jdbc.sql("""
            CREATE TEMP TABLE deviation (kind text, target text, partner text, holder text, holder_name text, role text, grant_id bigint, detail text, argument text)
            ON COMMIT DROP
            """).update();
    int expected = 0;
    int active = 0;
    List<PartnerId> page = partners.after("", PAGE);
    while (!page.isEmpty()) {
      Deviations.Seen seen = deviations.of(page);
      store(seen.deviations());
      expected += seen.expected();
      active += seen.active();
      page = partners.after(page.get(page.size() - 1).value(), PAGE);
    }
    write(run);
    Optional<RunProblem> objection = new ChangeThresholds(properties.maxChanges(), properties.maxPercent())
        .objection(new ChangeThresholds.Plan(expected, active, counted(run, expected, active), 0));
    if (objection.isEmpty()) {
      jdbc.sql("""
              UPDATE access_finding f SET last_seen = :now, detail = d.detail, argument = d.argument FROM deviation d
              WHERE f.state <> 'CLOSED' AND f.kind = d.kind AND f.target = d.target AND lower(f.partner) = lower(d.partner)
                AND lower(f.holder) = lower(d.holder) AND lower(f.role) = lower(d.role)
              """).param("now", OffsetDateTime.now(clock)).update();
    }
    return objection;
  }

  /** A fresh look at the partner of one finding. */
  boolean stillDiffers(Finding finding) {
    return deviations.of(List.of(new PartnerId(finding.partner()))).deviations().stream().anyMatch(deviation -> deviation.isOf(finding));
  }

  private void store(List<Deviation> some) {
    jdbc.sql("""
            INSERT INTO deviation SELECT * FROM unnest(:kinds::text[], :targets::text[], :partners::text[], :holders::text[], :names::text[], :roles::text[],
              :grants::bigint[], :details::text[], :arguments::text[])
            """)
        .param("kinds", texts(some, one -> one.kind().name())).param("targets", texts(some, Deviation::target))
        .param("partners", texts(some, Deviation::partner)).param("holders", texts(some, Deviation::holder))
        .param("names", texts(some, Deviation::holderName)).param("roles", texts(some, Deviation::role))
        .param("grants", some.stream().map(Deviation::grantId).toArray(Long[]::new)).param("details", texts(some, Deviation::detail))
        .param("arguments", texts(some, Deviation::argument))
        .update();
  }

  private static String[] texts(List<Deviation> some, Function<Deviation, String> text) {
    return some.stream().map(text).toArray(String[]::new);
  }

  private void write(Run run) {
    jdbc.sql("""
            WITH open AS (
              SELECT * FROM access_finding WHERE state <> 'CLOSED' AND kind IN ('UNGRANTED', 'UNEXPECTED')
            ), due AS (
              SELECT 'OPEN' AS action, NULL::bigint AS finding_id, d.kind, d.target, d.partner, d.holder, d.holder_name, d.role, d.grant_id,
                d.kind = 'UNEXPECTED' AS held, d.detail, d.argument
              FROM deviation d WHERE NOT EXISTS (SELECT FROM open f WHERE f.kind = d.kind AND f.target = d.target
                AND lower(f.partner) = lower(d.partner) AND lower(f.holder) = lower(d.holder) AND lower(f.role) = lower(d.role))
              UNION ALL
              SELECT CASE WHEN d.kind IS NULL THEN 'CLOSE' ELSE 'ASK' END, f.id, f.kind, f.target, f.partner, f.holder, f.holder_name, f.role, f.grant_id,
                f.held, f.detail, f.argument
              FROM open f LEFT JOIN deviation d ON f.kind = d.kind AND f.target = d.target
                AND lower(f.partner) = lower(d.partner) AND lower(f.holder) = lower(d.holder) AND lower(f.role) = lower(d.role)
              WHERE d.kind IS NULL OR f.state = 'OPEN' AND f.stage = 'REPORTED' AND f.asked_as IS NULL AND f.first_seen <= :due
                OR f.state = 'ACCEPTED' AND f.accepted_until < CAST(:today AS date)
            )
            INSERT INTO reconciliation_change (run_id, action, finding_id, kind, target, partner, holder, holder_name, role, grant_id, held, detail, argument)
            SELECT :run, action, finding_id, kind, target, partner, holder, holder_name, role, grant_id, held, detail, argument FROM due
            ORDER BY partner, finding_id
            """)
        .param("run", run.id())
        .param("due", OffsetDateTime.now(clock).minus(properties.askAfter()))
        .param("today", LocalDate.now(clock), Types.DATE)
        .update();
  }

  private int counted(Run run, int expected, int active) {
    return jdbc.sql("""
            WITH counted AS (
              SELECT (SELECT count(*) FROM deviation WHERE kind = 'UNGRANTED') AS missing, (SELECT count(*) FROM deviation WHERE kind = 'UNEXPECTED') AS orphans
            )
            UPDATE reconciliation_run SET listed = :expected, recorded = :active, agreed = greatest(0, :active - counted.orphans), orphans = counted.orphans,
              missing = counted.missing, touched_at = :now
            FROM counted WHERE id = :run
            RETURNING (SELECT count(*) FROM reconciliation_change WHERE run_id = :run)
            """)
        .param("expected", expected).param("active", active).param("now", OffsetDateTime.now(clock)).param("run", run.id())
        .query(Integer.class)
        .single();
  }
}
