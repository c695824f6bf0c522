package dev.entente.exception;

import dev.entente.exception.ExceptionCase.EndReason;
import dev.entente.exception.ExceptionCase.State;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of all exceptions. */
@Repository
class ExceptionCases {

  private final JdbcClient jdbc;
  private final Partners partners;

  ExceptionCases(JdbcClient jdbc, Partners partners) {
    this.jdbc = jdbc;
    this.partners = partners;
  }

  /** A checked wish. */
  record Draft(PartnerId partner, ExceptionKind kind, String scope, @Nullable Integer amount, int days, String reason, String owner, String requestedBy,
      @Nullable ExceptionCase extended) {}

  /** @throws ExceptionNotFound for an unknown id */
  ExceptionCase get(String id) {
    return jdbc.sql("SELECT * FROM partner_exception WHERE id = :id").param("id", id).query(ExceptionCases::row).optional()
        .orElseThrow(() -> new ExceptionNotFound(id));
  }

  /** ExceptionSteps of one partner's exceptions come one after the other: they add up, and follow each other. */
  void lockPartner(PartnerId partner) {
    partners.lock(partner);
  }

  ExceptionCase insert(Draft draft, Instant now) {
    ExceptionCase extended = draft.extended();
    return jdbc.sql("""
            INSERT INTO partner_exception (partner_id, kind, scope, amount, days, reason, owner, requested_by, requested_at, extends_id, renewal, state)
            VALUES (:partner, :kind, :scope, :amount, :days, :reason, :owner, :requester, :now, :extends, :renewal, 'REQUESTED')
            RETURNING *
            """)
        .param("partner", draft.partner().value()).param("kind", draft.kind().name()).param("scope", draft.scope()).param("amount", draft.amount())
        .param("days", draft.days()).param("reason", draft.reason()).param("owner", draft.owner()).param("requester", draft.requestedBy())
        .param("now", at(now))
        .param("extends", extended == null ? null : extended.id()).param("renewal", extended == null ? 0 : extended.renewal() + 1)
        .query(ExceptionCases::row)
        .single();
  }

  void startedBy(String id, UUID start) {
    jdbc.sql("UPDATE partner_exception SET process_start_id = :start WHERE id = :id").param("start", start).param("id", id).update();
  }

  Optional<UUID> start(String id) {
    return jdbc.sql("SELECT process_start_id FROM partner_exception WHERE id = :id AND process_start_id IS NOT NULL").param("id", id).query(UUID.class)
        .optional();
  }

  void schedule(String id, Instant from, Instant until) {
    checked(id, jdbc.sql("UPDATE partner_exception SET state = 'APPLYING', starts_at = :from, ends_at = :until WHERE id = :id AND state = 'REQUESTED'")
        .param("id", id).param("from", at(from)).param("until", at(until)).update());
  }

  void move(ExceptionCase from, State to) {
    checked(from.id(), jdbc.sql("UPDATE partner_exception SET state = :to WHERE id = :id AND state = :from")
        .param("id", from.id()).param("from", from.state().name()).param("to", to.name()).update());
  }

  /** Over from now on, whatever is still to be taken back. */
  void revoke(ExceptionCase from, String actor, String why) {
    checked(from.id(), jdbc.sql("UPDATE partner_exception SET state = 'REVERTING', revoked_by = :actor, note = :why WHERE id = :id AND state = 'IN_FORCE'")
        .param("id", from.id()).param("actor", actor).param("why", why).update());
  }

  void end(ExceptionCase from, State to, @Nullable EndReason reason, @Nullable String note, Instant now) {
    checked(from.id(), jdbc.sql("""
            UPDATE partner_exception SET state = :to, end_reason = :reason, note = coalesce(:note, note), ended_at = :now
            WHERE id = :id AND state = :from
            """)
        .param("id", from.id()).param("from", from.state().name()).param("to", to.name()).param("reason", reason == null ? null : reason.name())
        .param("note", note).param("now", at(now)).update());
  }

  /** Those of a partner that are not over, oldest first. */
  List<ExceptionCase> open(PartnerId partner) {
    return jdbc.sql("""
            SELECT * FROM partner_exception WHERE partner_id = :partner AND state IN ('REQUESTED', 'APPLYING', 'IN_FORCE', 'REVERTING')
            ORDER BY requested_at, id
            """)
        .param("partner", partner.value()).query(ExceptionCases::row).list();
  }

  Optional<ExceptionCase> extensionOf(String id) {
    return jdbc.sql("SELECT * FROM partner_exception WHERE extends_id = :id ORDER BY requested_at DESC, id DESC LIMIT 1").param("id", id)
        .query(ExceptionCases::row).optional();
  }

  static ExceptionCase row(ResultSet row, int number) throws SQLException {
    String endReason = row.getString("end_reason");
    return new ExceptionCase(
        row.getString("id"),
        new PartnerId(row.getString("partner_id")),
        ExceptionKind.valueOf(row.getString("kind")),
        row.getString("scope"),
        row.getObject("amount", Integer.class),
        row.getInt("days"),
        row.getString("reason"),
        row.getString("owner"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getString("extends_id"),
        row.getInt("renewal"),
        State.valueOf(row.getString("state")),
        instant(row, "starts_at"),
        instant(row, "ends_at"),
        instant(row, "ended_at"),
        endReason == null ? null : EndReason.valueOf(endReason),
        row.getString("revoked_by"),
        row.getString("note"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static void checked(String id, int updated) {
    if (updated != 1) {
      throw new IllegalStateException("Expected exception " + id + " in the state it was read in, but it was moved meanwhile");
    }
  }
}
