package dev.entente.access.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private Target target(ResultSet row, int number) throws SQLException {
    return new Target(
        row.getString("id"),
        TargetKind.valueOf(row.getString("kind")),
        row.getString("name"),
        json.readValue(row.getString("settings"), SETTINGS),
        row.getBoolean("enabled"),
        row.getLong("version"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getString("changed_by"));
  }
}
