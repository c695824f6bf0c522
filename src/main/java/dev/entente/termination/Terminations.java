package dev.entente.termination;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import dev.entente.termination.Termination.Dates;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import dev.entente.termination.Termination.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of terminations. */
@Repository
class Terminations {

  private static final String COLUMNS = """
      t.id, t.partner_id, t.reason, t.gravity, t.explanation, t.state, t.stage_before, t.requested_by, t.requested_at, t.process_start_id, t.notice_days,
      t.cure_days, t.wind_down_days, t.suspend_at_once, t.clawback, t.noticed_at, t.notice_ends_at, t.cure_until, t.unwind_began_at, t.wind_down_until,
      t.proven_at, t.closed_at, t.call_off_as, t.called_off_by, t.called_off_why, t.code
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Terminations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What the list shows; null means any. */
  record Filter(@Nullable String state, @Nullable String reason, @Nullable String text) {}

  /** A row of the list. */
  record Listed(Termination termination, String partnerName, int leftovers) {}

  /** Empty where the partner has an open case already. */
  Optional<Long> insert(PartnerId partner, Reason reason, Gravity gravity, String explanation, Stage before, String actor) {
    return jdbc.sql("""
            INSERT INTO termination_case (partner_id, reason, gravity, explanation, state, stage_before, requested_by, requested_at)
            VALUES (:partner, :reason, :gravity, :explanation, 'REQUESTED', :before, :actor, :now)
            ON CONFLICT (partner_id) WHERE state IN ('REQUESTED', 'NOTICE', 'UNWINDING') DO NOTHING
            RETURNING id
            """)
        .param("partner", partner.value()).param("reason", reason.name()).param("gravity", gravity.name()).param("explanation", explanation)
        .param("before", before.name()).param("actor", actor).param("now", now())
        .query(Long.class)
        .optional();
  }

  void started(long id, UUID start) {
    jdbc.sql("UPDATE termination_case SET process_start_id = :start WHERE id = :id").param("id", id).param("start", start).update();
  }

  Termination get(long id) {
    return find(id).orElseThrow(() -> new TerminationNotFound(id));
  }

  Optional<Termination> find(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM termination_case t WHERE t.id = :id").param("id", id).query(Terminations::termination).optional();
  }

  Optional<Termination> byCode(String code) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM termination_case t WHERE t.code = :code").param("code", code).query(Terminations::termination).optional();
  }

  /** Locked until the transaction ends. */
  Termination lock(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM termination_case t WHERE t.id = :id FOR UPDATE").param("id", id).query(Terminations::termination)
        .optional().orElseThrow(() -> new TerminationNotFound(id));
  }

  Optional<Termination> latest(PartnerId partner) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM termination_case t WHERE t.partner_id = :partner ORDER BY t.id DESC LIMIT 1")
        .param("partner", partner.value())
        .query(Terminations::termination)
        .optional();
  }

  List<Listed> page(Filter filter, int page, int size) {
    return filtered("SELECT " + COLUMNS + """
            , p.legal_name, (SELECT count(*) FROM termination_leftover l WHERE l.case_id = t.id) AS leftovers
            """, "ORDER BY t.id DESC LIMIT :size OFFSET :offset", filter)
        .param("size", size).param("offset", (long) page * size)
        .query((row, number) -> new Listed(termination(row, number), row.getString("legal_name"), row.getInt("leftovers")))
        .list();
  }

  long count(Filter filter) {
    return filtered("SELECT count(*)", "", filter).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Filter filter) {
    return jdbc.sql(select + """
             FROM termination_case t JOIN partner_view p ON p.id = t.partner_id
            WHERE (CAST(:state AS text) IS NULL OR t.state = :state OR (:state = 'OPEN' AND t.state IN ('REQUESTED', 'NOTICE', 'UNWINDING')))
              AND (CAST(:reason AS text) IS NULL OR t.reason = :reason)
              AND (CAST(:text AS text) IS NULL OR p.id = upper(:text) OR p.legal_name ILIKE '%' || :like || '%')
            """ + end)
        .param("state", filter.state()).param("reason", filter.reason()).param("text", filter.text())
        .param("like", filter.text() == null ? null : filter.text().replaceAll("([\\\\%_])", "\\\\$1"));
  }

  void setTerms(long id, Terms terms) {
    jdbc.sql("""
            UPDATE termination_case SET notice_days = :notice, cure_days = :cure, wind_down_days = :windDown, suspend_at_once = :suspend, clawback = :clawback
            WHERE id = :id
            """)
        .param("id", id).param("notice", terms.noticeDays()).param("cure", terms.cureDays()).param("windDown", terms.windDownDays())
        .param("suspend", terms.suspendAtOnce()).param("clawback", terms.clawback())
        .update();
  }

  void noticed(long id, @Nullable String approvalId, Instant endsAt, @Nullable Instant cureUntil) {
    changed(id, jdbc.sql("""
            UPDATE termination_case SET state = 'NOTICE', approval_id = :approval, noticed_at = :now, notice_ends_at = :ends, cure_until = :cure
            WHERE id = :id AND state = 'REQUESTED'
            """)
        .param("id", id).param("approval", approvalId).param("now", now()).param("ends", at(endsAt))
        .param("cure", cureUntil == null ? null : at(cureUntil), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .update());
  }

  void decideCallOff(long id, State as, String actor, String why) {
    changed(id, jdbc.sql("""
            UPDATE termination_case SET call_off_as = :as, called_off_by = :actor, called_off_why = :why
            WHERE id = :id AND state IN ('REQUESTED', 'NOTICE') AND call_off_as IS NULL
            """)
        .param("id", id).param("as", as.name()).param("actor", actor).param("why", why)
        .update());
  }

  void calledOff(long id, State end) {
    changed(id, jdbc.sql("UPDATE termination_case SET state = :end, closed_at = :now WHERE id = :id AND state IN ('REQUESTED', 'NOTICE')")
        .param("id", id).param("end", end.name()).param("now", now())
        .update());
  }

  void unwinding(long id, @Nullable Instant windDownUntil) {
    changed(id, jdbc.sql("""
            UPDATE termination_case SET state = 'UNWINDING', unwind_began_at = :now, wind_down_until = :until WHERE id = :id AND state = 'NOTICE'
            """)
        .param("id", id).param("now", now())
        .param("until", windDownUntil == null ? null : at(windDownUntil), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .update());
  }

  void proven(long id, @Nullable Instant at) {
    jdbc.sql("UPDATE termination_case SET proven_at = :at WHERE id = :id")
        .param("id", id).param("at", at == null ? null : at(at), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  void closed(long id, String code, byte[] document) {
    changed(id, jdbc.sql("""
            UPDATE termination_case SET state = 'CLOSED', closed_at = :now, code = :code, document = :document WHERE id = :id AND state = 'UNWINDING'
            """)
        .param("id", id).param("now", now()).param("code", code).param("document", document)
        .update());
  }

  Optional<byte[]> document(String code) {
    return jdbc.sql("SELECT document FROM termination_case WHERE code = :code").param("code", code).query(byte[].class).optional();
  }

  private static void changed(long id, int updated) {
    if (updated != 1) {
      throw new IllegalStateException("Expected termination " + id + " to be moved on, but " + updated + " rows were changed");
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Termination termination(ResultSet row, int number) throws SQLException {
    Integer notice = row.getObject("notice_days", Integer.class);
    Terms terms = notice == null ? null : new Terms(notice, row.getInt("cure_days"), row.getInt("wind_down_days"), row.getBoolean("suspend_at_once"),
        row.getBoolean("clawback"));
    Dates dates = new Dates(instant(row, "noticed_at"), instant(row, "notice_ends_at"), instant(row, "cure_until"), instant(row, "unwind_began_at"),
        instant(row, "wind_down_until"), instant(row, "proven_at"), instant(row, "closed_at"));
    return new Termination(row.getLong("id"), new PartnerId(row.getString("partner_id")), Reason.valueOf(row.getString("reason")),
        Gravity.valueOf(row.getString("gravity")), row.getString("explanation"), State.valueOf(row.getString("state")),
        Stage.valueOf(row.getString("stage_before")), row.getString("requested_by"), row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getObject("process_start_id", UUID.class), terms, dates, row.getString("call_off_as") == null ? null : State.valueOf(row.getString("call_off_as")),
        row.getString("called_off_by"), row.getString("called_off_why"), row.getString("code"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
