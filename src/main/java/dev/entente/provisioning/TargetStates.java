package dev.entente.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was last heard of each target, on whichever node. */
@Repository
public class TargetStates {

  private static final Duration WRITTEN_AT_MOST_EVERY = Duration.ofSeconds(30);
  private static final int LONGEST = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;
  /** When a success was last written; absent once there was trouble, so that the next success is written at once. */
  private final Map<String, Instant> successWritten = new ConcurrentHashMap<>();

  TargetStates(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The last success and the last trouble; the later one tells how it stands. */
  public record TargetState(@Nullable Instant lastSuccess, @Nullable Instant lastTrouble, @Nullable String trouble) {

    public static final TargetState UNKNOWN = new TargetState(null, null, null);

    public boolean isTroubled() {
      return lastTrouble != null && (lastSuccess == null || lastTrouble.isAfter(lastSuccess));
    }
  }

  public Map<String, TargetState> all() {
    return jdbc.sql("SELECT * FROM access_target_state").query((row, number) -> Map.entry(row.getString("target"), state(row))).list().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void succeeded(String target) {
    Instant now = clock.instant();
    Instant written = successWritten.get(target);
    if (written != null && Duration.between(written, now).abs().compareTo(WRITTEN_AT_MOST_EVERY) < 0) {
      return;
    }
    successWritten.put(target, now);
    jdbc.sql("""
            INSERT INTO access_target_state (target, last_success_at) SELECT id, :now FROM access_target WHERE id = :target
            ON CONFLICT (target) DO UPDATE SET last_success_at = excluded.last_success_at
            """)
        .param("target", target)
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  void troubled(String target, String trouble) {
    successWritten.remove(target);
    jdbc.sql("""
            INSERT INTO access_target_state (target, last_trouble_at, last_trouble) SELECT id, :now, :trouble FROM access_target WHERE id = :target
            ON CONFLICT (target) DO UPDATE SET last_trouble_at = excluded.last_trouble_at, last_trouble = excluded.last_trouble
            """)
        .param("target", target)
        .param("now", OffsetDateTime.now(clock))
        .param("trouble", trouble.length() > LONGEST ? trouble.substring(0, LONGEST) : trouble)
        .update();
  }

  private static TargetState state(ResultSet row) throws SQLException {
    return new TargetState(instant(row, "last_success_at"), instant(row, "last_trouble_at"), row.getString("last_trouble"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
