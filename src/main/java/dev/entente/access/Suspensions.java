package dev.entente.access;

import dev.entente.access.Suspension.Restore;
import dev.entente.access.Suspension.State;
import dev.entente.ledger.GrantKey;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of suspensions, and of what each took and gives again. */
@Repository
class Suspensions {

  private final JdbcClient jdbc;
  private final Clock clock;

  Suspensions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Suspension> open(PartnerId partner) {
    return jdbc.sql("SELECT * FROM access_suspension WHERE partner_id = :partner AND state IN ('SUSPENDING', 'SUSPENDED', 'REINSTATING')")
        .param("partner", partner.value())
        .query(Suspensions::suspension)
        .optional();
  }

  Optional<Suspension> latest(PartnerId partner) {
    return jdbc.sql("SELECT * FROM access_suspension WHERE partner_id = :partner ORDER BY id DESC LIMIT 1")
        .param("partner", partner.value())
        .query(Suspensions::suspension)
        .optional();
  }

  Suspension get(long id) {
    return jdbc.sql("SELECT * FROM access_suspension WHERE id = :id").param("id", id).query(Suspensions::suspension).single();
  }

  /** Those that the machine has something to do for. */
  List<Long> busy(int limit) {
    return jdbc.sql("SELECT id FROM access_suspension WHERE state IN ('SUSPENDING', 'REINSTATING') ORDER BY id LIMIT :limit")
        .param("limit", limit)
        .query(Long.class)
        .list();
  }

  /** Takes or keeps the right to work on it; false while somebody else does, or when it is not in the state any more. */
  boolean lease(long id, State state, String holder) {
    return jdbc.sql("""
            UPDATE access_suspension SET leased_by = :holder, leased_until = now() + interval '60 seconds'
            WHERE id = :id AND state = :state AND (leased_by = :holder OR leased_until IS NULL OR leased_until < now())
            """)
        .param("id", id).param("state", state.name()).param("holder", holder)
        .update() == 1;
  }

  void release(long id, String holder) {
    jdbc.sql("UPDATE access_suspension SET leased_by = NULL, leased_until = NULL WHERE id = :id AND leased_by = :holder")
        .param("id", id).param("holder", holder).update();
  }

  /** Everything that is active now is on the list. */
  long insert(PartnerId partner, String reason, Stage before, String actor, @Nullable Long process) {
    long id = jdbc.sql("""
            INSERT INTO access_suspension (partner_id, state, reason, stage_before, suspended_by, process_instance_key, suspended_at)
            VALUES (:partner, 'SUSPENDING', :reason, :before, :actor, :process, :now)
            RETURNING id
            """)
        .param("partner", partner.value()).param("reason", reason).param("before", before.name())
        .param("actor", actor).param("process", process).param("now", now())
        .query(Long.class)
        .single();
    jdbc.sql("""
            INSERT INTO access_suspension_item (suspension_id, entitlement, holder, name, holder_name, target, grant_id)
            SELECT :id, entitlement, lower(holder), name, holder_name, target, id FROM grant_view WHERE partner_id = :partner AND state = 'ACTIVE' ORDER BY id
            """)
        .param("id", id)
        .param("partner", partner.value())
        .update();
    return id;
  }

  /** A person's order beside the one of a process; false where there is one already. */
  boolean keep(long id, String reason, String actor) {
    return jdbc.sql("""
            UPDATE access_suspension SET kept_by = :actor, kept_why = :reason
            WHERE id = :id AND process_instance_key IS NOT NULL AND kept_by IS NULL AND state IN ('SUSPENDING', 'SUSPENDED')
            """)
        .param("id", id).param("actor", actor).param("reason", reason)
        .update() == 1;
  }

  /** A process's order beside the one of a person: nobody reinstates before the process is done. */
  void holdFor(long id, long process) {
    jdbc.sql("""
            UPDATE access_suspension SET process_instance_key = :process, kept_by = suspended_by, kept_why = reason
            WHERE id = :id AND process_instance_key IS NULL AND state IN ('SUSPENDING', 'SUSPENDED')
            """)
        .param("id", id).param("process", process)
        .update();
  }

  /** The process is done with it; false where nobody else keeps it. */
  boolean leaveToKeeper(long id) {
    return jdbc.sql("""
            UPDATE access_suspension SET process_instance_key = NULL, suspended_by = kept_by, reason = kept_why
            WHERE id = :id AND process_instance_key IS NOT NULL AND kept_by IS NOT NULL
            """)
        .param("id", id)
        .update() == 1;
  }

  /** For a suspension that was ordered during a termination. */
  void goOnAfterwardsIn(long id, Stage stage) {
    jdbc.sql("UPDATE access_suspension SET stage_before = :stage WHERE id = :id AND stage_before = 'TERMINATING'")
        .param("id", id).param("stage", stage.name())
        .update();
  }

  /** What was taken and what is given again, in the order of granting. */
  List<Suspension.Item> items(long id) {
    return jdbc.sql("""
            SELECT i.*, g.state FROM access_suspension_item i LEFT JOIN grant_view g ON g.id = i.grant_id WHERE i.suspension_id = :id ORDER BY i.id
            """)
        .param("id", id)
        .query((row, number) -> new Suspension.Item(new GrantKey(row.getString("entitlement"), row.getString("holder")), row.getString("name"),
            row.getString("holder_name"), row.getString("target"), row.getString("state"), Restore.valueOf(row.getString("restore")), row.getString("problem")))
        .list();
  }

  /** What is to be given again by now: joined by what nobody took, and without what ought not to be there any more. */
  void expect(long id, List<ExpectedGrant> expected) {
    for (ExpectedGrant grant : expected) {
      jdbc.sql("""
              INSERT INTO access_suspension_item (suspension_id, entitlement, holder, name, holder_name, target)
              VALUES (:id, :entitlement, :holder, :name, :holderName, :target)
              ON CONFLICT (suspension_id, entitlement, holder) DO UPDATE SET restore = 'NOT_YET' WHERE access_suspension_item.restore = 'NOT_DUE'
              """)
          .param("id", id).param("entitlement", grant.entitlement()).param("holder", grant.key().holder()).param("name", grant.name())
          .param("holderName", grant.holder().name()).param("target", grant.place().target())
          .update();
    }
    jdbc.sql("""
            UPDATE access_suspension_item SET restore = 'NOT_DUE', problem = NULL
            WHERE suspension_id = :id AND restore IN ('NOT_YET', 'REFUSED')
              AND NOT EXISTS (SELECT FROM unnest(:entitlements::text[], :holders::text[]) AS due (entitlement, holder)
                WHERE due.entitlement = access_suspension_item.entitlement AND due.holder = access_suspension_item.holder)
            """)
        .param("id", id)
        .param("entitlements", expected.stream().map(ExpectedGrant::entitlement).toArray(String[]::new))
        .param("holders", expected.stream().map(grant -> grant.key().holder()).toArray(String[]::new))
        .update();
  }

  /** @return false when somebody else moved it meanwhile */
  boolean move(long id, State from, State to) {
    return jdbc.sql("UPDATE access_suspension SET state = :to WHERE id = :id AND state = :from")
        .param("id", id).param("from", from.name()).param("to", to.name())
        .update() == 1;
  }

  boolean allRevoked(long id) {
    return jdbc.sql("UPDATE access_suspension SET state = 'SUSPENDED', revoked_at = :now WHERE id = :id AND state = 'SUSPENDING'")
        .param("id", id).param("now", now())
        .update() == 1;
  }

  boolean allRestored(long id) {
    return jdbc.sql("UPDATE access_suspension SET state = 'REINSTATED', restored_at = :now WHERE id = :id AND state = 'REINSTATING'")
        .param("id", id).param("now", now())
        .update() == 1;
  }

  /** Nobody's question is overwritten. */
  boolean ask(long id, String actor, String why) {
    return jdbc.sql("""
            UPDATE access_suspension SET asked_by = :actor, asked_why = :why, asked_at = :now
            WHERE id = :id AND asked_by IS NULL AND state IN ('SUSPENDING', 'SUSPENDED')
            """)
        .param("id", id).param("actor", actor).param("why", why).param("now", now())
        .update() == 1;
  }

  boolean beginReinstating(long id, String actor) {
    return jdbc.sql("""
            UPDATE access_suspension SET state = 'REINSTATING', reinstated_by = :actor, reinstated_at = :now
            WHERE id = :id AND state IN ('SUSPENDING', 'SUSPENDED')
            """)
        .param("id", id).param("actor", actor).param("now", now())
        .update() == 1;
  }

  void note(long id, GrantKey key, Restore restore, @Nullable String problem) {
    jdbc.sql("UPDATE access_suspension_item SET restore = :restore, problem = :problem WHERE suspension_id = :id AND entitlement = :entitlement AND holder = :holder")
        .param("id", id).param("entitlement", key.entitlement()).param("holder", key.holder()).param("restore", restore.name()).param("problem", problem)
        .update();
  }

  /** What was refused is tried once more. */
  void retryRefused(long id) {
    jdbc.sql("UPDATE access_suspension_item SET restore = 'NOT_YET', problem = NULL WHERE suspension_id = :id AND restore = 'REFUSED'").param("id", id).update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static Suspension suspension(ResultSet row, int number) throws SQLException {
    return new Suspension(row.getLong("id"), new PartnerId(row.getString("partner_id")), State.valueOf(row.getString("state")), row.getString("reason"),
        Stage.valueOf(row.getString("stage_before")), row.getString("suspended_by"), row.getObject("process_instance_key", Long.class),
        row.getObject("suspended_at", OffsetDateTime.class).toInstant(), instant(row, "revoked_at"), row.getString("asked_by"), row.getString("asked_why"),
        instant(row, "asked_at"), row.getString("reinstated_by"), instant(row, "reinstated_at"), instant(row, "restored_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
