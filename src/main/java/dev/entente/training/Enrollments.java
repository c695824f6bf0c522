package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.training.Enrollment.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All enrollments: who is planned for what, and how it ended. */
@Component
class Enrollments {

  private static final String SELECT = """
      SELECT e.*, c.name AS contact_name, c.email FROM enrollment e JOIN contact_view c ON c.id = e.contact_id
      """;
  private static final String OPEN = "('PLANNED', 'WAITING', 'SCORED')";

  private final JdbcClient jdbc;
  private final Clock clock;

  Enrollments(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A learner and a course, and how many days instead of the course's own limit. */
  record Plan(long contact, String curriculum, String course, @Nullable Integer days) {}

  /** On whose behalf is planned: the same planning step plans the same once. */
  record Planner(PartnerId partner, String programVersion, long processInstance, long elementInstance) {}

  Enrollment get(PartnerId partner, long id) {
    return find(partner, id)
        .orElseThrow(() -> new IllegalStateException("Expected enrollment " + id + " of partner " + partner + ", but there is none"));
  }

  Optional<Enrollment> find(PartnerId partner, long id) {
    return jdbc.sql(SELECT + "WHERE e.id = :id AND e.partner_id = :partner")
        .param("id", id)
        .param("partner", partner.value())
        .query(Enrollments::map)
        .optional();
  }

  /** Newest first. */
  List<Enrollment> of(PartnerId partner, int most) {
    return jdbc.sql(SELECT + "WHERE e.partner_id = :partner ORDER BY e.id DESC LIMIT :most").param("partner", partner.value()).param("most", most)
        .query(Enrollments::map).list();
  }

  /** Newest first. */
  List<Enrollment> ofLearner(PartnerId partner, long contact) {
    return jdbc.sql(SELECT + "WHERE e.partner_id = :partner AND e.contact_id = :contact ORDER BY e.id DESC LIMIT 500")
        .param("partner", partner.value())
        .param("contact", contact)
        .query(Enrollments::map)
        .list();
  }

  List<Long> plannedBy(long elementInstance) {
    return jdbc.sql("SELECT id FROM enrollment WHERE planned_by = :by ORDER BY id").param("by", elementInstance).query(Long.class).list();
  }

  void plan(Planner planner, List<Plan> plans) {
    jdbc.sql("""
            INSERT INTO enrollment (partner_id, contact_id, curriculum, course, days, program_version, process_instance_key, planned_by, state, planned_at)
            SELECT :partner, planned.contact, planned.curriculum, planned.course, planned.days, :version, :instance, :by, 'PLANNED', :now
            FROM unnest(:contacts, :curricula, :courses, :days) AS planned (contact, curriculum, course, days)
            ON CONFLICT ON CONSTRAINT enrollment_planned_once DO NOTHING
            """)
        .param("partner", planner.partner().value())
        .param("version", planner.programVersion())
        .param("instance", planner.processInstance())
        .param("by", planner.elementInstance())
        .param("contacts", plans.stream().map(Plan::contact).toArray(Long[]::new))
        .param("curricula", plans.stream().map(Plan::curriculum).toArray(String[]::new))
        .param("courses", plans.stream().map(Plan::course).toArray(String[]::new))
        .param("days", plans.stream().map(Plan::days).toArray(Integer[]::new))
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  /** @return false where it is closed already */
  boolean close(long id, State state) {
    return jdbc.sql("UPDATE enrollment SET state = :state, closed_at = :now WHERE id = :id AND state IN " + OPEN)
        .param("id", id)
        .param("state", state.name())
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  /** @return the ids that were open */
  List<Long> closeOfProcess(long processInstance) {
    return close("process_instance_key = :value", processInstance);
  }

  /** @return the ids that were open */
  List<Long> closeOfContact(long contact) {
    return close("contact_id = :value", contact);
  }

  /** @return the ids that were open */
  List<Long> closeOfPartner(PartnerId partner) {
    return close("partner_id = :value", partner.value());
  }

  private List<Long> close(String whose, Object value) {
    return jdbc.sql("UPDATE enrollment SET state = 'CLOSED', closed_at = :now WHERE " + whose + " AND state IN " + OPEN + " RETURNING id")
        .param("value", value)
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .list();
  }

  /** Takes what is still open out of the hands of a process. */
  List<Long> release(long processInstance) {
    return jdbc.sql("UPDATE enrollment SET process_instance_key = NULL WHERE process_instance_key = :instance AND state IN " + OPEN + " RETURNING id")
        .param("instance", processInstance)
        .query(Long.class)
        .list();
  }

  private static Enrollment map(ResultSet row, int number) throws SQLException {
    OffsetDateTime until = row.getObject("open_until", OffsetDateTime.class);
    return new Enrollment(row.getLong("id"), new PartnerId(row.getString("partner_id")), row.getLong("contact_id"), row.getString("contact_name"),
        row.getString("email"), row.getString("curriculum"), row.getString("course"), row.getString("program_version"),
        State.valueOf(row.getString("state")), row.getInt("attempt"), row.getObject("process_instance_key", Long.class),
        row.getObject("days", Integer.class), until == null ? null : until.toInstant());
  }
}
