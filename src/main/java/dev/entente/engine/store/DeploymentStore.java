package dev.entente.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of what is deployed. */
public final class DeploymentStore {

  /** The tables with versions, each with the column of its id. */
  public enum ResourceKind {
    PROCESS("process_definition", "process_id"), REQUIREMENTS("decision_requirements", "decision_requirements_id"),
    DECISION("decision_definition", "decision_id"), FORM("form", "form_id"), RESOURCE("resource", "resource_id");

    final String table;
    final String id;

    ResourceKind(String table, String id) {
      this.table = table;
      this.id = id;
    }
  }

  public record Version(long key, int version, boolean deleted) {}

  /** What an equal file would have to be equal to. */
  public record Content(long key, int version, String resourceName, String checksum) {}

  record DeploymentRow(long key, Instant deployedAt) {}

  public record ProcessRow(long key, String processId, int version, @Nullable String versionTag, @Nullable String name, String resourceName,
      String checksum, String xml, long deploymentKey, @Nullable String startFormId, Instant deployedAt, boolean deleted) {}

  public record RequirementsRow(long key, String decisionRequirementsId, int version, String name, String resourceName, String checksum, String xml,
      long deploymentKey, Instant deployedAt, boolean deleted) {}

  public record DecisionRow(long key, String decisionId, int version, @Nullable String versionTag, String name, long decisionRequirementsKey,
      String decisionRequirementsId, long deploymentKey, boolean deleted) {}

  public record FormRow(long key, String formId, int version, @Nullable String versionTag, String resourceName, String checksum, String schema,
      long deploymentKey, Instant deployedAt, boolean deleted) {}

  public record ResourceRow(long key, String resourceId, int version, @Nullable String versionTag, String resourceName, String checksum, String content,
      long deploymentKey, Instant deployedAt, boolean deleted) {}

  public record Decision(long key, String id, String name, int version, long requirementsKey, String requirementsId) {}

  private final JdbcClient jdbc;
  private final Flush flush;

  public DeploymentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.flush = new Flush(jdbc);
  }

  /** One deployment at a time. */
  public void lock() {
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(7164)) l").query(Integer.class).single();
  }

  public void insert(long key, Instant now) {
    flush.insert("deployment", List.of(new DeploymentRow(key, now)));
  }

  public void insert(ResourceKind kind, List<?> rows) {
    flush.insert(kind.table, rows);
  }

  /** Deleted ones too: a version is never used twice. */
  public int highestVersion(ResourceKind kind, String id) {
    return jdbc.sql("select coalesce(max(version), 0) from engine.%s where %s = :id".formatted(kind.table, kind.id)).param("id", id)
        .query(Integer.class).single();
  }

  public Optional<Content> latest(ResourceKind kind, String id) {
    return jdbc.sql("select key, version, resource_name, checksum from engine.%s where %s = :id and not deleted order by version desc limit 1"
        .formatted(kind.table, kind.id)).param("id", id)
        .query((rs, n) -> new Content(rs.getLong(1), rs.getInt(2), rs.getString(3), rs.getString(4))).optional();
  }

  /** By binding: latest, of a deployment, or by version tag. */
  public Optional<Long> find(ResourceKind kind, String id, @Nullable Long deploymentKey, @Nullable String versionTag) {
    return jdbc.sql("""
        select key from engine.%s where %s = :id and not deleted
          and (cast(:deployment as bigint) is null or deployment_key = :deployment) and (cast(:tag as text) is null or version_tag = :tag)
        order by version desc limit 1""".formatted(kind.table, kind.id))
        .param("id", id).param("deployment", deploymentKey).param("tag", versionTag).query(Long.class).optional();
  }

  public Optional<ResourceKind> kindOf(long key) {
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind != ResourceKind.DECISION && jdbc.sql("select 1 from engine.%s where key = :key and not deleted".formatted(kind.table)).param("key", key)
          .query(Integer.class).optional().isPresent()) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  public void delete(ResourceKind kind, long key) {
    jdbc.sql("update engine.%s set deleted = true where key = :key".formatted(kind.table)).param("key", key).update();
    if (kind == ResourceKind.REQUIREMENTS) {
      jdbc.sql("update engine.decision_definition set deleted = true where decision_requirements_key = :key").param("key", key).update();
    }
  }

  public Optional<Decision> decision(long key) {
    return jdbc.sql("select key, decision_id, name, version, decision_requirements_key, decision_requirements_id from engine.decision_definition where key = :key and not deleted")
        .param("key", key).query((rs, n) -> new Decision(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getInt(4), rs.getLong(5), rs.getString(6)))
        .optional();
  }

  public List<Decision> decisionsOf(long requirementsKey) {
    return jdbc.sql("""
        select key, decision_id, name, version, decision_requirements_key, decision_requirements_id from engine.decision_definition
        where decision_requirements_key = :key order by key""").param("key", requirementsKey)
        .query((rs, n) -> new Decision(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getInt(4), rs.getLong(5), rs.getString(6))).list();
  }

  public String requirementsXml(long key) {
    return jdbc.sql("select xml from engine.decision_requirements where key = :key").param("key", key).query(String.class).single();
  }

  /** Start events of all versions of a process no longer wait. */
  public void closeStarts(String processId, Instant now) {
    jdbc.sql("update engine.message_subscription set state = 'DELETED', last_updated = :now where process_id = :id and start_event and state = 'CREATED'")
        .params(Map.of("id", processId, "now", Sql.time(now))).update();
    jdbc.sql("delete from engine.signal_subscription where process_id = :id and element_instance_key is null").param("id", processId).update();
    jdbc.sql("""
        delete from engine.timer where element_instance_key is null
          and definition_key in (select key from engine.process_definition where process_id = :id)""").param("id", processId).update();
  }
}
