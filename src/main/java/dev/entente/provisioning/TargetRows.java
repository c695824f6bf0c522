package dev.entente.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The targets as they are set up, one row each. */
@Repository
public class TargetRows {

  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TargetRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public Optional<Target> find(String id) {
    return jdbc.sql("SELECT * FROM access_target WHERE id = :id").param("id", id).query(this::target).optional();
  }

  public List<String> ids() {
    return jdbc.sql("SELECT id FROM access_target ORDER BY id").query(String.class).list();
  }

  /** What people call the targets, by id. */
  public Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    all().forEach(target -> names.put(target.id(), target.name()));
    return names;
  }

  public List<Target> all() {
    return jdbc.sql("SELECT * FROM access_target ORDER BY name, id").query(this::target).list();
  }

  /** False when the id is taken. */
  public boolean insert(Target target) {
    return jdbc.sql("""
            INSERT INTO access_target (id, kind, name, owner, settings, enabled, changed_at, changed_by)
            VALUES (:id, :kind, :name, :owner, CAST(:settings AS jsonb), :enabled, :at, :by)
            ON CONFLICT (id) DO NOTHING
            """)
        .param("id", target.id()).param("kind", target.kind().name()).param("name", target.name()).param("owner", target.owner(), Types.VARCHAR)
        .param("settings", json.writeValueAsString(target.settings())).param("enabled", target.enabled())
        .param("at", target.changedAt().atOffset(ZoneOffset.UTC)).param("by", target.changedBy())
        .update() == 1;
  }

  /** False when somebody else has changed it since the version of the target. */
  public boolean update(Target target) {
    return jdbc.sql("""
            UPDATE access_target SET name = :name, owner = :owner, settings = CAST(:settings AS jsonb), enabled = :enabled, version = version + 1,
              changed_at = :at, changed_by = :by
            WHERE id = :id AND version = :version
            """)
        .param("id", target.id()).param("version", target.version()).param("name", target.name()).param("owner", target.owner(), Types.VARCHAR)
        .param("settings", json.writeValueAsString(target.settings())).param("enabled", target.enabled())
        .param("at", target.changedAt().atOffset(ZoneOffset.UTC)).param("by", target.changedBy())
        .update() == 1;
  }

  public boolean delete(String id, long version) {
    return jdbc.sql("DELETE FROM access_target WHERE id = :id AND version = :version").param("id", id).param("version", version).update() == 1;
  }

  private Target target(ResultSet row, int number) throws SQLException {
    return new Target(
        row.getString("id"),
        TargetKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("owner"),
        json.readValue(row.getString("settings"), SETTINGS),
        row.getBoolean("enabled"),
        row.getLong("version"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getString("changed_by"));
  }
}
