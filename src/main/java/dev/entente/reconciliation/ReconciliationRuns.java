package dev.entente.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The runs of the reconciliation; one per target is open at a time, on all nodes together. */
@Repository
public class ReconciliationRuns {

  private static final String OPEN = "('RUNNING', 'HELD', 'APPLYING')";

  private final JdbcClient jdbc;
  private final Clock clock;

  ReconciliationRuns(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** DRY: only shown what it would do. HELD: waits for two people, because it would do too much. */
  public enum State {
    RUNNING, DRY, HELD, APPLYING, DONE, FAILED, DISCARDED
  }

  /**
   * What a run found.
   *
   * @param listed entries that the target showed
   * @param recorded grants that the ledger said were there
   */
  record Seen(int listed, int recorded, int agreed, int orphans, int missing, int drifted, int late) {

    static final Seen NOTHING = new Seen(0, 0, 0, 0, 0, 0, 0);
  }

  /** @param settings a digest of how the target was set up when it was compared */
  public record Run(
      long id, String target, String settings, State state, String startedBy, Instant startedAt, @Nullable Instant endedAt, Seen seen, @Nullable RunProblem problem,
      @Nullable String releaseAskedBy, @Nullable String releasedBy, @Nullable String releaseReason, @Nullable String discardedBy) {

    /** Somebody works on it. */
    public boolean isBusy() {
      return state == State.RUNNING || state == State.APPLYING;
    }

    public boolean isOpen() {
      return isBusy() || state == State.HELD;
    }
  }

  /** Empty while another run of the target is open. */
  @Transactional
  public Optional<Run> begin(String target, String settings, String by) {
    return jdbc.sql("""
            INSERT INTO reconciliation_run (target, settings, state, started_by, started_at, touched_at)
            VALUES (:target, :settings, 'RUNNING', :by, :now, :now)
            ON CONFLICT (target) WHERE state IN ('RUNNING', 'HELD', 'APPLYING') DO NOTHING
            RETURNING *
            """)
        .param("target", target)
        .param("settings", settings)
        .param("by", by)
        .param("now", now())
        .query(ReconciliationRuns::run)
        .optional();
  }

  /** False when the run is not in that state any more. */
  @Transactional
  public boolean move(long id, State from, State to, @Nullable RunProblem problem) {
    boolean ends = to != State.APPLYING && to != State.HELD;
    return jdbc.sql("""
            UPDATE reconciliation_run SET state = :to, problem = coalesce(:problem, problem), problem_args = coalesce(:arguments, problem_args),
              touched_at = :now, ended_at = :ended
            WHERE id = :id AND state = :from
            """)
        .param("id", id)
        .param("from", from.name())
        .param("to", to.name())
        .param("problem", problem == null ? null : problem.key(), Types.VARCHAR)
        .param("arguments", problem == null ? null : problem.arguments().toArray(String[]::new), Types.ARRAY)
        .param("now", now())
        .param("ended", ends ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .update() == 1;
  }

  @Transactional
  public void touch(long id) {
    jdbc.sql("UPDATE reconciliation_run SET touched_at = :now WHERE id = :id").param("id", id).param("now", now()).update();
  }

  /** The first of two people who let a held run go on. */
  @Transactional
  public boolean askRelease(long id, String by, String reason) {
    return jdbc.sql("""
            UPDATE reconciliation_run SET release_asked_by = :by, release_reason = :reason, touched_at = :now
            WHERE id = :id AND state = 'HELD' AND release_asked_by IS NULL
            """)
        .param("id", id).param("by", by).param("reason", reason).param("now", now())
        .update() == 1;
  }

  /** The second of two; neither who asked for it, nor who started the run. */
  @Transactional
  public boolean release(long id, String by) {
    return jdbc.sql("""
            UPDATE reconciliation_run SET released_by = :by, state = 'APPLYING', touched_at = :now
            WHERE id = :id AND state = 'HELD' AND release_asked_by IS NOT NULL AND release_asked_by <> :by AND started_by <> :by
            """)
        .param("id", id).param("by", by).param("now", now())
        .update() == 1;
  }

  @Transactional
  public boolean discard(long id, String by) {
    return jdbc.sql("UPDATE reconciliation_run SET discarded_by = :by, state = 'DISCARDED', touched_at = :now, ended_at = :now WHERE id = :id AND state = 'HELD'")
        .param("id", id).param("by", by).param("now", now())
        .update() == 1;
  }

  /** Takes over a run that stood still, so that only one does. */
  @Transactional
  public Optional<Run> takeOver(String target, OffsetDateTime untouchedSince) {
    return jdbc.sql("""
            UPDATE reconciliation_run SET touched_at = :now
            WHERE target = :target AND state IN ('RUNNING', 'APPLYING') AND touched_at < :since
            RETURNING *
            """)
        .param("target", target).param("since", untouchedSince).param("now", now())
        .query(ReconciliationRuns::run)
        .optional();
  }

  public Optional<Run> find(long id) {
    return jdbc.sql("SELECT * FROM reconciliation_run WHERE id = :id").param("id", id).query(ReconciliationRuns::run).optional();
  }

  Optional<Run> open(String target) {
    return jdbc.sql("SELECT * FROM reconciliation_run WHERE target = :target AND state IN " + OPEN).param("target", target).query(ReconciliationRuns::run).optional();
  }

  public Optional<Run> last(String target) {
    return jdbc.sql("SELECT * FROM reconciliation_run WHERE target = :target ORDER BY id DESC LIMIT 1")
        .param("target", target)
        .query(ReconciliationRuns::run)
        .optional();
  }

  /** The last one before it that compared the target to the end. */
  Optional<Run> comparedBefore(Run run) {
    return jdbc.sql("""
            SELECT * FROM reconciliation_run
            WHERE target = :target AND id < :id AND state IN ('DRY', 'DONE', 'HELD', 'APPLYING', 'DISCARDED') ORDER BY id DESC LIMIT 1
            """)
        .param("target", run.target())
        .param("id", run.id())
        .query(ReconciliationRuns::run)
        .optional();
  }

  /** Latest first; null means any. */
  List<Run> page(@Nullable String target, int page, int size) {
    return jdbc.sql("""
            SELECT * FROM reconciliation_run WHERE CAST(:target AS text) IS NULL OR target = :target ORDER BY id DESC LIMIT :size OFFSET :offset
            """)
        .param("target", target)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(ReconciliationRuns::run)
        .list();
  }

  long count(@Nullable String target) {
    return jdbc.sql("SELECT count(*) FROM reconciliation_run WHERE CAST(:target AS text) IS NULL OR target = :target")
        .param("target", target)
        .query(Long.class)
        .single();
  }

  /** Of each target. */
  Map<String, Run> latest() {
    return jdbc.sql("SELECT DISTINCT ON (target) * FROM reconciliation_run ORDER BY target, id DESC").query(ReconciliationRuns::run).list().stream()
        .collect(Collectors.toMap(Run::target, Function.identity()));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  static Run run(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Run(row.getLong("id"), row.getString("target"), row.getString("settings"), State.valueOf(row.getString("state")), row.getString("started_by"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(), ended == null ? null : ended.toInstant(),
        new Seen(row.getInt("listed"), row.getInt("recorded"), row.getInt("agreed"), row.getInt("orphans"), row.getInt("missing"), row.getInt("drifted"),
            row.getInt("late")),
        problem(row), row.getString("release_asked_by"), row.getString("released_by"), row.getString("release_reason"),
        row.getString("discarded_by"));
  }

  private static @Nullable RunProblem problem(ResultSet row) throws SQLException {
    String key = row.getString("problem");
    return key == null ? null : new RunProblem(key, List.of((String[]) row.getArray("problem_args").getArray()));
  }
}
