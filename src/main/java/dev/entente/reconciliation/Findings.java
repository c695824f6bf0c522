package dev.entente.reconciliation;

import dev.entente.reconciliation.Finding.Kind;
import dev.entente.reconciliation.Finding.Stage;
import dev.entente.reconciliation.Finding.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What differs between targets and the ledger, now and before. */
@Repository
public class Findings {

  private final JdbcClient jdbc;
  private final Clock clock;

  Findings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a page shows; null means any. */
  public record Filter(@Nullable String target, @Nullable String kind, @Nullable String state, @Nullable String partner) {}

  Optional<Finding> find(long id) {
    return jdbc.sql("SELECT * FROM access_finding WHERE id = :id").param("id", id).query(Findings::finding).optional();
  }

  /** Holds the row until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Finding locked(long id) {
    return jdbc.sql("SELECT * FROM access_finding WHERE id = :id FOR UPDATE").param("id", id).query(Findings::finding).single();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void stage(long id, Stage stage) {
    jdbc.sql("UPDATE access_finding SET stage = :stage, stage_since = :now WHERE id = :id")
        .param("id", id).param("stage", stage.name()).param("now", now()).update();
  }

  /** Its owner was asked, by a process; what was accepted until a date counts again. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void asked(long id, UUID start) {
    jdbc.sql("""
            UPDATE access_finding SET asked_as = :start, state = 'OPEN', accepted_until = NULL, accepted_by = NULL,
              stage_since = CASE WHEN stage = 'REPORTED' THEN :now ELSE stage_since END,
              stage = CASE WHEN stage = 'REPORTED' THEN 'QUARANTINED' ELSE stage END
            WHERE id = :id AND state <> 'CLOSED'
            """)
        .param("id", id).param("start", start).param("now", now()).update();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public boolean accept(long id, LocalDate until, String by) {
    return jdbc.sql("""
            UPDATE access_finding SET state = 'ACCEPTED', accepted_until = :until, accepted_by = :by, stage = 'REPORTED', stage_since = :now
            WHERE id = :id AND state <> 'CLOSED'
            """)
        .param("id", id).param("until", until).param("by", by).param("now", now()).update() == 1;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public boolean close(long id, String why) {
    return jdbc.sql("UPDATE access_finding SET state = 'CLOSED', closed_at = :now, closed_why = :why WHERE id = :id AND state <> 'CLOSED'")
        .param("id", id).param("why", why).param("now", now()).update() == 1;
  }

  /** Latest first. */
  public List<Finding> page(Filter filter, int page, int size) {
    return filtered("SELECT *", "ORDER BY id DESC LIMIT :size OFFSET :offset", filter)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Findings::finding)
        .list();
  }

  public long count(Filter filter) {
    return filtered("SELECT count(*)", "", filter).query(Long.class).single();
  }

  /** The one about which this start of a process asks. */
  Optional<Finding> askedAs(UUID start) {
    return jdbc.sql("SELECT * FROM access_finding WHERE asked_as = :start").param("start", start).query(Findings::finding).optional();
  }

  Map<String, Long> openByTarget() {
    return jdbc.sql("SELECT target, count(*) AS open FROM access_finding WHERE state = 'OPEN' GROUP BY target")
        .query((row, number) -> Map.entry(row.getString("target"), row.getLong("open"))).list().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  long openOfLedger() {
    return jdbc.sql("SELECT count(*) FROM access_finding WHERE state = 'OPEN' AND kind IN ('UNGRANTED', 'UNEXPECTED')").query(Long.class).single();
  }

  /** Whether a grant that is not at its end gives the access, or keeps the account that it belongs to. */
  boolean isGiven(Finding finding) {
    return jdbc.sql("""
            SELECT EXISTS (SELECT FROM grant_view
              WHERE target = :target AND state IN ('REQUESTED', 'ACTIVE', 'REVOKING') AND lower(partner_id) = lower(:partner)
                AND (lower(holder) = lower(:holder) AND (lower(role) = lower(:role) OR lower(:role) = 'account')
                  OR lower(:role) = 'account' AND lower(:holder) = lower(:partner))
                AND id IS DISTINCT FROM :grant)
            """)
        .param("target", finding.target())
        .param("partner", finding.partner())
        .param("holder", finding.holder())
        .param("role", finding.role())
        .param("grant", finding.grantId(), Types.BIGINT)
        .query(Boolean.class)
        .single();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Filter filter) {
    return jdbc.sql(select + """
             FROM access_finding
            WHERE (CAST(:target AS text) IS NULL OR target = :target)
              AND (CAST(:kind AS text) IS NULL OR kind = :kind)
              AND (CAST(:state AS text) IS NULL OR state = :state)
              AND (CAST(:partner AS text) IS NULL OR lower(partner) = lower(:partner))
            """ + end)
        .param("target", filter.target())
        .param("kind", filter.kind())
        .param("state", filter.state())
        .param("partner", filter.partner());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  static Finding finding(ResultSet row, int number) throws SQLException {
    OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
    return new Finding(row.getLong("id"), row.getString("target"), Kind.valueOf(row.getString("kind")), row.getString("partner"),
        row.getString("holder"), row.getString("holder_name"), row.getString("role"), row.getObject("grant_id", Long.class), row.getBoolean("held"),
        row.getString("detail"), row.getString("argument"), row.getString("owner"), State.valueOf(row.getString("state")),
        Stage.valueOf(row.getString("stage")), at(row, "stage_since"), at(row, "first_seen"), at(row, "last_seen"),
        row.getObject("accepted_until", LocalDate.class), row.getString("accepted_by"), row.getObject("asked_as", UUID.class),
        closed == null ? null : closed.toInstant(), row.getString("closed_why"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
