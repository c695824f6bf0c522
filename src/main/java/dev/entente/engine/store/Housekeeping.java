package dev.entente.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schema itself, the clock's setting, and the purge. */
public final class Housekeeping {

  public record ClockRow(@Nullable Instant pinned, Duration offset) {}

  private final JdbcClient jdbc;

  public Housekeeping(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Brings the schema up to date. */
  public static void migrate(DataSource dataSource) {
    Flyway.configure().dataSource(dataSource).schemas("engine").defaultSchema("engine").createSchemas(true).locations("classpath:db/engine").load().migrate();
  }

  public ClockRow clock() {
    return jdbc.sql("select offset_ms, pinned_at from engine.clock").query((rs, n) -> {
      OffsetDateTime pinned = rs.getObject(2, OffsetDateTime.class);
      return new ClockRow(pinned == null ? null : pinned.toInstant(), Duration.ofMillis(rs.getLong(1)));
    }).single();
  }

  public void clock(@Nullable Instant pinned, Duration offset) {
    jdbc.sql("update engine.clock set offset_ms = :offset, pinned_at = cast(:pinned as timestamptz)").param("offset", offset.toMillis())
        .param("pinned", Sql.nullableTime(pinned)).update();
  }

  public long epoch() {
    return jdbc.sql("select epoch from engine.purge_epoch").query(Long.class).single();
  }

  /** Waits for the commands that are under way; those that come after find nothing. */
  public long purge() {
    jdbc.sql("""
        truncate engine.deployment, engine.process_definition, engine.decision_requirements, engine.decision_definition, engine.form, engine.resource,
          engine.process_instance, engine.element_instance, engine.variable, engine.sequence_flow, engine.job, engine.user_task, engine.timer,
          engine.message, engine.message_correlation, engine.message_subscription, engine.correlated_message_subscription,
          engine.signal_subscription, engine.incident, engine.compensation_subscription, engine.decision_instance, engine.pending_signal""").update();
    return jdbc.sql("update engine.purge_epoch set epoch = epoch + 1 returning epoch").query(Long.class).single();
  }
}
