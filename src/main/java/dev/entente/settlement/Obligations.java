package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.settlement.Obligation.Kind;
import dev.entente.settlement.Obligation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of obligations; they are never deleted. */
@Repository
class Obligations {

  private final JdbcClient jdbc;
  private final Clock clock;

  Obligations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** @param origin tells what the system adds from what it added before; null for people */
  record New(
      PartnerId partner, String caseRef, Kind kind, @Nullable String origin, String description, @Nullable Long cents, @Nullable LocalDate dueOn, String actor) {}

  /** Answers the row that was there where the origin is known already. */
  long add(New obligation) {
    Optional<Long> inserted = jdbc.sql("""
            INSERT INTO obligation (partner_id, case_ref, kind, origin, description, cents, due_on, state, created_by, created_at)
            VALUES (:partner, :case, :kind, :origin, :description, :cents, :due, 'OPEN', :actor, :now)
            ON CONFLICT (case_ref, origin) WHERE origin IS NOT NULL DO NOTHING
            RETURNING id
            """)
        .param("partner", obligation.partner().value()).param("case", obligation.caseRef()).param("kind", obligation.kind().name())
        .param("origin", obligation.origin()).param("description", obligation.description()).param("cents", obligation.cents())
        .param("due", obligation.dueOn(), java.sql.Types.DATE).param("actor", obligation.actor()).param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .optional();
    return inserted.orElseGet(() -> jdbc.sql("SELECT id FROM obligation WHERE case_ref = :case AND origin = :origin")
        .param("case", obligation.caseRef()).param("origin", obligation.origin()).query(Long.class).single());
  }

  Optional<Obligation> find(PartnerId partner, long id) {
    return jdbc.sql("SELECT * FROM obligation WHERE id = :id AND partner_id = :partner")
        .param("id", id).param("partner", partner.value())
        .query(Obligations::obligation)
        .optional();
  }

  List<Obligation> ofCase(String caseRef) {
    return jdbc.sql("SELECT * FROM obligation WHERE case_ref = :case ORDER BY id").param("case", caseRef).query(Obligations::obligation).list();
  }

  /** Latest first. */
  List<Obligation> ofPartner(PartnerId partner, int limit) {
    return jdbc.sql("SELECT * FROM obligation WHERE partner_id = :partner ORDER BY id DESC LIMIT :limit")
        .param("partner", partner.value()).param("limit", limit)
        .query(Obligations::obligation)
        .list();
  }

  /** @return false when it is not open, or is material */
  boolean setAmount(long id, long cents) {
    return jdbc.sql("UPDATE obligation SET cents = :cents WHERE id = :id AND state = 'OPEN' AND kind <> 'MATERIAL'")
        .param("id", id).param("cents", cents)
        .update() == 1;
  }

  /** @return false when it was ended before */
  boolean end(long id, State state, @Nullable String note, String actor) {
    return jdbc.sql("""
            UPDATE obligation SET state = :state, note = :note, ended_by = :actor, ended_at = :now WHERE id = :id AND state = 'OPEN'
            """)
        .param("id", id).param("state", state.name()).param("note", note).param("actor", actor).param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  private static Obligation obligation(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Obligation(row.getLong("id"), new PartnerId(row.getString("partner_id")), row.getString("case_ref"), Kind.valueOf(row.getString("kind")),
        row.getString("description"), row.getObject("cents", Long.class), row.getObject("due_on", LocalDate.class), State.valueOf(row.getString("state")),
        row.getString("note"), row.getString("created_by"), row.getString("ended_by"), ended == null ? null : ended.toInstant());
  }
}
