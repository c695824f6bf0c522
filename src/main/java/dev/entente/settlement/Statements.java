package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.settlement.Statement.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of statements, one for each case. */
@Repository
class Statements {

  private static final String COLUMNS = """
      id, partner_id, case_ref, state, version, currency, issued_at, dispute_until, owed_cents, answered_by, answered_at, dispute_reason, closed_at, outcome
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Statements(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  long drawUp(PartnerId partner, String caseRef, String currency) {
    jdbc.sql("""
            INSERT INTO settlement_statement (partner_id, case_ref, state, currency) VALUES (:partner, :case, 'DRAFT', :currency)
            ON CONFLICT (case_ref) DO NOTHING
            """)
        .param("partner", partner.value()).param("case", caseRef).param("currency", currency)
        .update();
    return jdbc.sql("SELECT id FROM settlement_statement WHERE case_ref = :case").param("case", caseRef).query(Long.class).single();
  }

  Optional<Statement> find(PartnerId partner, long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM settlement_statement WHERE id = :id AND partner_id = :partner")
        .param("id", id).param("partner", partner.value())
        .query(Statements::statement)
        .optional();
  }

  List<Statement> ofPartner(PartnerId partner) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM settlement_statement WHERE partner_id = :partner ORDER BY id DESC LIMIT 50")
        .param("partner", partner.value())
        .query(Statements::statement)
        .list();
  }

  Optional<Statement> ofCase(String caseRef) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM settlement_statement WHERE case_ref = :case").param("case", caseRef).query(Statements::statement).optional();
  }

  Optional<byte[]> document(PartnerId partner, long id) {
    return jdbc.sql("SELECT document FROM settlement_statement WHERE id = :id AND partner_id = :partner AND document IS NOT NULL")
        .param("id", id).param("partner", partner.value())
        .query(byte[].class)
        .optional();
  }

  /** Whether this very job has issued it before. */
  boolean issuedBy(long id, long jobKey) {
    return jdbc.sql("SELECT count(*) FROM settlement_statement WHERE id = :id AND issued_job = :job").param("id", id).param("job", jobKey)
        .query(Long.class).single() == 1;
  }

  /** @return false where it is not a draft any more */
  boolean issue(long id, int version, long owedCents, Instant disputeUntil, byte[] document, long jobKey) {
    return jdbc.sql("""
            UPDATE settlement_statement SET state = 'ISSUED', version = :version, owed_cents = :owed, issued_at = :now, dispute_until = :until,
              document = :document, issued_job = :job, answered_by = NULL, answered_at = NULL
            WHERE id = :id AND version = :version - 1 AND state IN ('DRAFT', 'DISPUTED')
            """)
        .param("id", id).param("version", version).param("owed", owedCents).param("now", now()).param("until", disputeUntil.atOffset(ZoneOffset.UTC))
        .param("document", document).param("job", jobKey)
        .update() == 1;
  }

  /** The partner's one answer; false where it answered before or the statement is not open to it. */
  boolean answer(long id, State state, String by, @Nullable String reason) {
    return jdbc.sql("""
            UPDATE settlement_statement SET state = :state, answered_by = :by, answered_at = :now, dispute_reason = coalesce(:reason, dispute_reason)
            WHERE id = :id AND state = 'ISSUED' AND dispute_until > :now
            """)
        .param("id", id).param("state", state.name()).param("by", by).param("reason", reason).param("now", now())
        .update() == 1;
  }

  /** @return false where it was final before */
  boolean makeFinal(long id) {
    return jdbc.sql("UPDATE settlement_statement SET state = 'FINAL' WHERE id = :id AND state IN ('ISSUED', 'DISPUTED')").param("id", id).update() == 1;
  }

  /** Repeating it changes nothing. */
  boolean close(long id, String outcome) {
    return jdbc.sql("UPDATE settlement_statement SET state = 'CLOSED', closed_at = :now, outcome = :outcome WHERE id = :id AND state <> 'CLOSED'")
        .param("id", id).param("outcome", outcome).param("now", now())
        .update() == 1;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static Statement statement(ResultSet row, int number) throws SQLException {
    return new Statement(row.getLong("id"), new PartnerId(row.getString("partner_id")), row.getString("case_ref"), State.valueOf(row.getString("state")),
        row.getInt("version"), row.getString("currency"), instant(row, "issued_at"), instant(row, "dispute_until"),
        row.getObject("owed_cents", Long.class), row.getString("answered_by"), instant(row, "answered_at"), row.getString("dispute_reason"),
        instant(row, "closed_at"), row.getString("outcome"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
