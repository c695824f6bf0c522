package dev.entente.partner;

import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All partners: what others need to know of one, and its moves from stage to stage. */
@Component
public class Partners {

  private final JdbcClient jdbc;
  private final Trail trail;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Partners(JdbcClient jdbc, Trail trail, Clock clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
    this.events = events;
  }

  /** @throws PartnerNotFound for an unknown id */
  @Transactional(readOnly = true)
  public PartnerFacts facts(PartnerId id) {
    return find(id).orElseThrow(() -> new PartnerNotFound(id));
  }

  @Transactional(readOnly = true)
  public Optional<PartnerFacts> find(PartnerId id) {
    return jdbc.sql("""
            SELECT p.*, ARRAY(SELECT m.market FROM partner_market m WHERE m.partner_id = p.id) AS markets
            FROM partner p
            WHERE p.id = :id
            """)
        .param("id", id.value())
        .query((row, number) -> factsOf(row, contacts(id)))
        .optional();
  }

  /** The day on which the agreed term ends; empty before activation. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> renewalOn(PartnerId id) {
    return jdbc.sql("SELECT renewal_on FROM partner WHERE id = :id AND renewal_on IS NOT NULL").param("id", id.value()).query(LocalDate.class).optional();
  }

  /** Legal names by id, for the rows of a page; unknown ids are left out. */
  @Transactional(readOnly = true)
  public Map<String, String> names(Collection<String> ids) {
    Map<String, String> names = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql("SELECT id, legal_name FROM partner WHERE id IN (:ids)")
          .param("ids", ids)
          .query(row -> {
            names.put(row.getString("id"), row.getString("legal_name"));
          });
    }
    return names;
  }

  /**
   * Moves the partner on from the stage in which it was seen, and records it.
   *
   * @throws StalePartner when it is not in that stage any more
   * @throws IllegalStateException when the stage can't follow
   */
  @Transactional
  public void moveTo(PartnerId id, Stage from, Stage to, @Nullable String reason, String actor, @Nullable Long processInstance) {
    if (!from.mayBecome(to)) {
      throw new IllegalStateException("Expected partner " + id + " where it may become " + to + ", but it is " + from);
    }
    int updated = jdbc.sql("""
            UPDATE partner SET stage = :to, stage_reason = :reason, stage_since = :now, version = version + 1
            WHERE id = :id AND stage = :from
            """)
        .param("id", id.value())
        .param("from", from.name())
        .param("to", to.name())
        .param("reason", reason)
        .param("now", OffsetDateTime.now(clock))
        .update();
    if (updated != 1) {
      throw new StalePartner(id);
    }
    trail.record(new TrailEntry(id.value(), actor, "partner.moved", moveDetails(from, to, reason), processInstance));
    events.publishEvent(new PartnerMoved(id, from, to));
  }

  @Transactional(readOnly = true)
  public boolean holdsGrants(PartnerId id) {
    return jdbc.sql("SELECT grants_held FROM partner WHERE id = :id").param("id", id.value()).query(Boolean.class).single();
  }

  /** So long the contacts of a terminated partner may come back for its papers. */
  @Transactional
  public void keepPapersUntil(PartnerId id, Instant until) {
    int updated = jdbc.sql("UPDATE partner SET papers_until = :until WHERE id = :id").param("id", id.value()).param("until", until.atOffset(ZoneOffset.UTC)).update();
    if (updated != 1) {
      throw new PartnerNotFound(id);
    }
  }

  /** While it is held the partner is granted nothing new; what it has stays. */
  @Transactional
  public void holdGrants(PartnerId id, boolean held) {
    int updated = jdbc.sql("UPDATE partner SET grants_held = :held WHERE id = :id").param("id", id.value()).param("held", held).update();
    if (updated != 1) {
      throw new PartnerNotFound(id);
    }
  }

  /**
   * Puts an active partner into another tier and records it; where it is in that tier already, nothing changes.
   *
   * @throws StalePartner when another transaction changed it meanwhile
   */
  @Transactional
  public void changeTier(PartnerId id, String tier, String actor, @Nullable Long processInstance) {
    PartnerFacts before = facts(id);
    if (before.tier().equals(tier)) {
      return;
    }
    int updated = jdbc.sql("UPDATE partner SET tier = :tier, version = version + 1 WHERE id = :id AND tier = :before")
        .param("id", id.value())
        .param("tier", tier)
        .param("before", before.tier())
        .update();
    if (updated != 1) {
      throw new StalePartner(id);
    }
    trail.record(new TrailEntry(id.value(), actor, "partner.tierChanged", Map.of("from", before.tier(), "to", tier), processInstance));
  }

  /** The stage, which can't change until the transaction ends; those who only share it don't wait for each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Stage stageForShare(PartnerId id) {
    return jdbc.sql("SELECT stage FROM partner WHERE id = :id FOR SHARE")
        .param("id", id.value())
        .query(Stage.class)
        .optional()
        .orElseThrow(() -> new PartnerNotFound(id));
  }

  /** From here until the transaction ends, whoever locks the partner, shares its stage or changes it comes before or after, never between. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void lock(PartnerId id) {
    jdbc.sql("SELECT id FROM partner WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query(String.class)
        .optional()
        .orElseThrow(() -> new PartnerNotFound(id));
  }

  private List<Contact> contacts(PartnerId id) {
    return jdbc.sql("SELECT id, name, email, role FROM contact WHERE partner_id = :id AND left_at IS NULL ORDER BY id")
        .param("id", id.value())
        .query((row, number) ->
            new Contact(row.getLong("id"), id, row.getString("name"), row.getString("email"), row.getString("role")))
        .list();
  }

  static PartnerFacts factsOf(ResultSet row, List<Contact> contacts) throws SQLException {
    String tier = row.getString("tier");
    return new PartnerFacts(
        new PartnerId(row.getString("id")),
        row.getString("legal_name"),
        row.getString("country"),
        row.getString("website"),
        row.getString("registration_number"),
        Stage.valueOf(row.getString("stage")),
        tier == null ? row.getString("requested_tier") : tier,
        row.getString("program_version"),
        row.getString("requested_by"),
        new TreeSet<>(List.of((String[]) row.getArray("markets").getArray())),
        contacts);
  }

  private static Map<String, Object> moveDetails(Stage from, Stage to, @Nullable String reason) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("from", from.name());
    details.put("to", to.name());
    if (reason != null) {
      details.put("reason", reason);
    }
    return details;
  }
}
