package dev.entente.exception;

import dev.entente.process.JobContext;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to each exception: for its page, and in the trail. */
@Component
class ExceptionSteps {

  private final JdbcClient jdbc;
  private final Trail trail;
  private final Clock clock;

  ExceptionSteps(JdbcClient jdbc, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  enum Step {
    REQUESTED, APPLYING, IN_FORCE, NOTICED, REVOKED, REVERTING, ENDED, REJECTED, WITHDRAWN, NOT_APPLIED
  }

  record Taken(Instant at, String actor, Step step, @Nullable String detail) {}

  /** Needs the transaction of the change it tells of. */
  void record(ExceptionCase exception, Step step, String actor, @Nullable String detail, @Nullable JobContext job) {
    Long instance = job == null ? null : job.processInstanceKey();
    jdbc.sql("""
            INSERT INTO partner_exception_step (exception_id, at, actor, step, detail, process_instance_key)
            VALUES (:exception, :at, :actor, :step, :detail, :instance)
            """)
        .param("exception", exception.id()).param("at", OffsetDateTime.now(clock)).param("actor", actor).param("step", step.name())
        .param("detail", detail).param("instance", instance)
        .update();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("exception", exception.id());
    details.put("kind", exception.kind().name());
    if (!exception.scope().isEmpty()) {
      details.put("scope", exception.scope());
    }
    if (detail != null) {
      details.put("detail", detail);
    }
    trail.record(new TrailEntry(exception.partner().value(), actor, "exception." + words(step), details, instance));
  }

  boolean taken(String exception, Step step) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM partner_exception_step WHERE exception_id = :exception AND step = :step)")
        .param("exception", exception).param("step", step.name()).query(Boolean.class).single();
  }

  /** Oldest first; they are few. */
  List<Taken> of(String exception) {
    return jdbc.sql("SELECT at, actor, step, detail FROM partner_exception_step WHERE exception_id = :exception ORDER BY id")
        .param("exception", exception)
        .query((row, number) -> new Taken(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("actor"), Step.valueOf(row.getString("step")),
            row.getString("detail")))
        .list();
  }

  private static String words(Step step) {
    return switch (step) {
      case IN_FORCE -> "putInForce";
      case NOT_APPLIED -> "notApplied";
      default -> step.name().toLowerCase(Locale.ROOT);
    };
  }
}
