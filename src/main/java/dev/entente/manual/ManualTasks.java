package dev.entente.manual;

import dev.entente.evidence.FileId;
import dev.entente.manual.ManualTask.Direction;
import dev.entente.manual.ManualTask.State;
import dev.entente.provisioning.TargetSystem.Access;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what people do by hand. */
@Repository
class ManualTasks {

  private final JdbcClient jdbc;
  private final Clock clock;

  ManualTasks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<ManualTask> find(long id) {
    return jdbc.sql("SELECT * FROM access_work WHERE id = :id").param("id", id).query(ManualTasks::work).optional();
  }

  /** Keeps others away from the same access until the transaction ends. */
  void lock(String target, Access access) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(chr(10), 'access_work', :target, :partner, :holder, :role), 0))")
        .param("target", target).param("partner", access.partnerId()).param("holder", access.holder()).param("role", access.role())
        .query((row, number) -> true).list();
  }

  Optional<ManualTask> latest(String target, Access access) {
    return jdbc.sql("""
            SELECT * FROM access_work WHERE target = :target AND partner_id = :partner AND holder = :holder AND role = :role
            ORDER BY id DESC LIMIT 1
            """)
        .param("target", target).param("partner", access.partnerId()).param("holder", access.holder()).param("role", access.role())
        .query(ManualTasks::work).optional();
  }

  /** The latest of each access of a target. */
  List<ManualTask> latest(String target) {
    return jdbc.sql("""
            SELECT DISTINCT ON (partner_id, holder, role) * FROM access_work WHERE target = :target ORDER BY partner_id, holder, role, id DESC
            """)
        .param("target", target).query(ManualTasks::work).list();
  }

  /** What is open for a partner, or the work of one process instance whatever its state; latest first. */
  List<ManualTask> ofPartner(String partner, @Nullable Long processInstanceKey, int limit) {
    return jdbc.sql("""
            SELECT * FROM access_work
            WHERE partner_id = :partner AND (process_instance_key = :instance OR CAST(:instance AS bigint) IS NULL AND state = 'OPEN')
            ORDER BY id DESC LIMIT :limit
            """)
        .param("partner", partner).param("instance", processInstanceKey, java.sql.Types.BIGINT).param("limit", limit)
        .query(ManualTasks::work).list();
  }

  long open(String target, Direction direction, Access access, String instructions, boolean proofRequired) {
    return jdbc.sql("""
            INSERT INTO access_work (target, direction, partner_id, holder, holder_name, role, instructions, proof_required, state, opened_at)
            VALUES (:target, :direction, :partner, :holder, :name, :role, :instructions, :proof, 'OPEN', :now)
            RETURNING id
            """)
        .param("target", target).param("direction", direction.name())
        .param("partner", access.partnerId()).param("holder", access.holder()).param("name", access.displayName()).param("role", access.role())
        .param("instructions", instructions).param("proof", proofRequired).param("now", OffsetDateTime.now(clock))
        .query(Long.class).single();
  }

  /** False when it was not open any more. */
  boolean end(long id, State state, @Nullable String comment) {
    return jdbc.sql("UPDATE access_work SET state = :state, comment = :comment, ended_at = :now WHERE id = :id AND state = 'OPEN'")
        .param("id", id).param("state", state.name()).param("comment", comment).param("now", OffsetDateTime.now(clock)).update() == 1;
  }

  void startedAs(long id, long processInstanceKey) {
    jdbc.sql("UPDATE access_work SET process_instance_key = :instance WHERE id = :id").param("id", id).param("instance", processInstanceKey).update();
  }

  void addFile(long id, FileId file) {
    jdbc.sql("INSERT INTO access_work_file (work_id, file_id) VALUES (:id, :file)").param("id", id).param("file", file.value()).update();
  }

  /** Files by work, for the rows of a page. */
  Map<Long, List<FileId>> files(List<Long> ids) {
    return ids.isEmpty() ? Map.of() : jdbc.sql("SELECT work_id, file_id FROM access_work_file WHERE work_id IN (:ids) ORDER BY file_id").param("ids", ids)
        .query((row, number) -> Map.entry(row.getLong("work_id"), new FileId(row.getObject("file_id", UUID.class)))).list().stream()
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** True for the first who asks. */
  boolean tellRefusal(long id) {
    return jdbc.sql("UPDATE access_work SET told = true WHERE id = :id AND state = 'REFUSED' AND NOT told").param("id", id).update() == 1;
  }

  private static ManualTask work(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new ManualTask(
        row.getLong("id"),
        row.getString("target"),
        Direction.valueOf(row.getString("direction")),
        new Access(row.getString("partner_id"), row.getString("holder"), row.getString("holder_name"), row.getString("role")),
        row.getString("instructions"),
        row.getBoolean("proof_required"),
        State.valueOf(row.getString("state")),
        row.getString("comment"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
