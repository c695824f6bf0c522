package dev.entente.reconciliation;

import dev.entente.provisioning.TargetOwners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What runs of the reconciliation do, written down before it is done. */
@Repository
public class PlannedActions {

  private final JdbcClient jdbc;
  private final TargetOwners owners;
  private final Clock clock;

  PlannedActions(JdbcClient jdbc, TargetOwners owners, Clock clock) {
    this.jdbc = jdbc;
    this.owners = owners;
    this.clock = clock;
  }

  /** Opens all findings of the run at once; what was opened meanwhile stays as it is. For what the ledger has given the target's owner does not answer. */
  @Transactional
  public void openFindings(ReconciliationRuns.Run run) {
    jdbc.sql("""
            INSERT INTO access_finding (target, kind, partner, holder, holder_name, role, grant_id, held, detail, argument, owner, state, stage,
              stage_since, first_seen, last_seen)
            SELECT coalesce(target, :target), kind, partner, holder, holder_name, role, grant_id, held, detail, argument,
              CASE WHEN kind IN ('UNGRANTED', 'UNEXPECTED') OR kind IN ('MISSING', 'DRIFTED') AND grant_id IS NOT NULL THEN :usual ELSE :owner END, 'OPEN', 'REPORTED', :now, :now, :now
            FROM reconciliation_change WHERE run_id = :run AND action = 'OPEN' AND state = 'PLANNED' ORDER BY id
            ON CONFLICT (target, kind, lower(partner), lower(holder), lower(role)) WHERE state <> 'CLOSED' DO NOTHING
            """)
        .param("target", run.target())
        .param("owner", owners.of(run.target()))
        .param("usual", owners.usual())
        .param("run", run.id())
        .param("now", OffsetDateTime.now(clock))
        .update();
    jdbc.sql("UPDATE reconciliation_change SET state = 'DONE' WHERE run_id = :run AND action = 'OPEN' AND state = 'PLANNED'")
        .param("run", run.id())
        .update();
  }

  List<PlannedAction> planned(long run, int limit) {
    return jdbc.sql("SELECT * FROM reconciliation_change WHERE run_id = :run AND state = 'PLANNED' ORDER BY id LIMIT :limit")
        .param("run", run)
        .param("limit", limit)
        .query(PlannedActions::change)
        .list();
  }

  @Transactional
  public void settle(long id, PlannedAction.State state, @Nullable String outcome) {
    jdbc.sql("UPDATE reconciliation_change SET state = :state, outcome = :outcome WHERE id = :id AND state = 'PLANNED'")
        .param("id", id).param("state", state.name()).param("outcome", outcome, Types.VARCHAR)
        .update();
  }

  List<PlannedAction> ofRun(long run, int page, int size) {
    return jdbc.sql("SELECT * FROM reconciliation_change WHERE run_id = :run ORDER BY action DESC, id LIMIT :size OFFSET :offset")
        .param("run", run)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(PlannedActions::change)
        .list();
  }

  /** How many of each action. */
  public Map<PlannedAction.Action, Long> counts(long run) {
    Map<PlannedAction.Action, Long> counts = new TreeMap<>();
    jdbc.sql("SELECT action, count(*) FROM reconciliation_change WHERE run_id = :run GROUP BY action")
        .param("run", run)
        .query((row, number) -> counts.put(PlannedAction.Action.valueOf(row.getString(1)), row.getLong(2)))
        .list();
    return counts;
  }

  private static PlannedAction change(ResultSet row, int number) throws SQLException {
    return new PlannedAction(row.getLong("id"), row.getLong("run_id"), PlannedAction.Action.valueOf(row.getString("action")), row.getObject("finding_id", Long.class),
        Finding.Kind.valueOf(row.getString("kind")), row.getString("partner"), row.getString("holder"), row.getString("holder_name"),
        row.getString("role"), row.getString("detail"), row.getString("argument"), PlannedAction.State.valueOf(row.getString("state")), row.getString("outcome"));
  }
}
