package dev.entente.approval;

import dev.entente.partner.PartnerId;
import dev.entente.process.Slice;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** All approvals with their levels, seats and decisions. */
@Component
public class Approvals {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Approvals(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** What a new approval is about. */
  record Request(PartnerId partner, String kind, String subject, String requestedBy) {}

  public Optional<Approval> find(String id) {
    return jdbc.sql("SELECT * FROM approval WHERE id = :id").param("id", id).query(Approvals::approval).optional();
  }

  /** The approvals of one subject, the newest first. */
  public List<Approval> of(String kind, String subject) {
    return jdbc.sql("SELECT * FROM approval WHERE kind = :kind AND subject = :subject ORDER BY opened_at DESC, id DESC LIMIT 100")
        .param("kind", kind).param("subject", subject).query(Approvals::approval).list();
  }

  /** Open ones in the order of their instances, from behind one of them on. */
  List<Approval> pending(long behind, int most) {
    return jdbc.sql("SELECT * FROM approval WHERE state = 'PENDING' AND process_instance_key > :behind ORDER BY process_instance_key LIMIT :most")
        .param("behind", behind).param("most", most).query(Approvals::approval).list();
  }

  List<Approval> ofPartner(String partner) {
    return jdbc.sql("SELECT * FROM approval WHERE partner_id = :id ORDER BY opened_at DESC LIMIT 20").param("id", partner).query(Approvals::approval).list();
  }

  /** @param state empty for all */
  Slice<Approval> list(String state, int page, int size) {
    long total = jdbc.sql("SELECT count(*) FROM approval WHERE :state = '' OR state = :state").param("state", state).query(Long.class).single();
    return new Slice<>(jdbc.sql("SELECT * FROM approval WHERE :state = '' OR state = :state ORDER BY opened_at DESC, id LIMIT :size OFFSET :offset")
        .param("state", state).param("size", size).param("offset", (long) page * size).query(Approvals::approval).list(), page, size, total);
  }

  Optional<Approval> ofInstance(long processInstance) {
    return jdbc.sql("SELECT * FROM approval WHERE process_instance_key = :key").param("key", processInstance).query(Approvals::approval).optional();
  }

  /** Kinds of the approvals that the process instances carry out. */
  Map<Long, String> kinds(Collection<Long> processInstances) {
    Map<Long, String> kinds = new LinkedHashMap<>();
    if (!processInstances.isEmpty()) {
      jdbc.sql("SELECT process_instance_key, kind FROM approval WHERE process_instance_key IN (:keys)").param("keys", processInstances).query(row -> {
        kinds.put(row.getLong("process_instance_key"), row.getString("kind"));
      });
    }
    return kinds;
  }

  /** Holds the row until the transaction ends: steps of one approval come one after the other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Approval lock(String id) {
    return jdbc.sql("SELECT * FROM approval WHERE id = :id FOR UPDATE").param("id", id).query(Approvals::approval).optional()
        .orElseThrow(() -> new IllegalStateException("Expected approval " + id + ", but there is none"));
  }

  String insert(Request request, long processInstance, Facts facts) {
    String id = jdbc.sql("""
            INSERT INTO approval (process_instance_key, partner_id, kind, subject, requested_by, title, digest, state, opened_at)
            VALUES (:instance, :partner, :kind, :subject, :requester, :title, :digest, 'PENDING', :now)
            RETURNING id
            """)
        .param("instance", processInstance)
        .param("partner", request.partner().value())
        .param("kind", request.kind())
        .param("subject", request.subject())
        .param("requester", request.requestedBy())
        .param("title", facts.title())
        .param("digest", facts.digest())
        .param("now", now())
        .query(String.class)
        .single();
    keep(id, facts);
    return id;
  }

  /** Remembers a version of the facts, so that what changed can be shown later. */
  void keep(String id, Facts facts) {
    jdbc.sql("INSERT INTO approval_facts (approval_id, digest, facts, seen_at) VALUES (:id, :digest, :facts::jsonb, :now) ON CONFLICT DO NOTHING")
        .param("id", id).param("digest", facts.digest()).param("facts", json.writeValueAsString(facts)).param("now", now()).update();
  }

  Optional<Facts> kept(String id, String digest) {
    return jdbc.sql("SELECT facts::text FROM approval_facts WHERE approval_id = :id AND digest = :digest")
        .param("id", id).param("digest", digest).query(String.class).optional().map(text -> json.readValue(text, Facts.class));
  }

  /** From now on decisions hold for these facts; answers how many earlier ones do not any more. */
  int rebase(String id, Facts facts) {
    keep(id, facts);
    jdbc.sql("UPDATE approval SET digest = :digest, title = :title WHERE id = :id")
        .param("id", id).param("digest", facts.digest()).param("title", facts.title()).update();
    int stale = jdbc.sql("UPDATE approval_decision SET stale = true WHERE approval_id = :id AND NOT stale AND digest <> :digest")
        .param("id", id).param("digest", facts.digest()).update();
    return stale + jdbc.sql("UPDATE approval_seat SET silent_at = NULL WHERE approval_id = :id AND silent_at IS NOT NULL").param("id", id).update();
  }

  void close(String id, Approval.State state) {
    int updated = jdbc.sql("UPDATE approval SET state = :state, closed_at = :now WHERE id = :id AND state = 'PENDING'")
        .param("id", id).param("state", state.name()).param("now", now()).update();
    if (updated != 1) {
      throw new IllegalStateException("Expected approval " + id + " to be pending, but it is closed");
    }
  }

  void plan(String id, Level level) {
    int first = jdbc.sql("""
            INSERT INTO approval_level (approval_id, number, mode, needed, working_days, escalate_to, same_person)
            VALUES (:id, :number, :mode, :needed, :days, :escalate, :same)
            ON CONFLICT DO NOTHING
            """)
        .param("id", id).param("number", level.number()).param("mode", level.mode().name()).param("needed", level.needed())
        .param("days", level.workingDays()).param("escalate", level.escalateTo().toArray(String[]::new)).param("same", level.samePerson())
        .update();
    for (int seat = 1; first == 1 && seat <= level.seats().size(); seat++) {
      String group = level.seats().get(seat - 1);
      jdbc.sql("INSERT INTO approval_seat (approval_id, level, number, group_name, groups) VALUES (:id, :level, :number, :group, :groups)")
          .param("id", id).param("level", level.number()).param("number", seat).param("group", group).param("groups", new String[] {group}).update();
    }
  }

  List<Level> levels(String id) {
    return jdbc.sql("""
            SELECT l.*, ARRAY(SELECT s.group_name FROM approval_seat s WHERE s.approval_id = l.approval_id AND s.level = l.number ORDER BY s.number) AS seats
            FROM approval_level l
            WHERE l.approval_id = :id
            ORDER BY l.number
            """)
        .param("id", id)
        .query((row, number) -> new Level(row.getInt("number"), Mode.valueOf(row.getString("mode")), texts(row.getArray("seats")), row.getInt("needed"),
            row.getInt("working_days"), texts(row.getArray("escalate_to")), row.getBoolean("same_person")))
        .list();
  }

  Level level(String id, int number) {
    return levels(id).stream().filter(level -> level.number() == number).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected level " + number + " of approval " + id + ", but it has none"));
  }

  List<Seat> seats(String id) {
    return jdbc.sql("SELECT * FROM approval_seat WHERE approval_id = :id ORDER BY level, number").param("id", id)
        .query((row, number) -> new Seat(row.getInt("level"), row.getInt("number"), row.getString("group_name"), texts(row.getArray("groups")),
            row.getObject("due_at", OffsetDateTime.class), row.getInt("escalations"), row.getObject("escalated_at", OffsetDateTime.class),
            row.getObject("silent_at", OffsetDateTime.class)))
        .list();
  }

  Seat seat(String id, int level, int number) {
    return seats(id).stream().filter(seat -> seat.level() == level && seat.number() == number).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected seat " + level + "." + number + " of approval " + id + ", but it has none"));
  }

  /** Asked now: until when, and whom. */
  void ask(String id, Seat seat) {
    jdbc.sql("UPDATE approval_seat SET due_at = :due, groups = :groups, escalations = :escalations, escalated_at = :escalated, silent_at = :silent WHERE approval_id = :id AND level = :level AND number = :number")
        .param("id", id).param("level", seat.level()).param("number", seat.number()).param("due", seat.dueAt())
        .param("groups", seat.groups().toArray(String[]::new)).param("escalations", seat.escalations()).param("escalated", seat.escalatedAt())
        .param("silent", seat.silentAt()).update();
  }

  void opened(String id, int level) {
    jdbc.sql("UPDATE approval_level SET opened_at = coalesce(opened_at, :now) WHERE approval_id = :id AND number = :level")
        .param("id", id).param("level", level).param("now", now()).update();
  }

  /** Every decision, stale ones included, in the order they were taken. */
  List<Decision> decisions(String id) {
    return jdbc.sql("SELECT * FROM approval_decision WHERE approval_id = :id ORDER BY id").param("id", id).query(Decision.class).list();
  }

  boolean isTaken(long elementInstance) {
    return jdbc.sql("SELECT count(*) FROM approval_decision WHERE element_instance_key = :key").param("key", elementInstance).query(Long.class).single() > 0;
  }

  void insert(String id, Decision decision, long elementInstance) {
    jdbc.sql("""
            INSERT INTO approval_decision (approval_id, level, seat, answer, reason, decided_by, decided_for, digest, decided_at, element_instance_key)
            VALUES (:id, :level, :seat, :answer, :reason, :by, :for, :digest, :at, :key)
            """)
        .param("id", id).param("level", decision.level()).param("seat", decision.seat()).param("answer", decision.answer()).param("reason", decision.reason())
        .param("by", decision.decidedBy()).param("for", decision.decidedFor()).param("digest", decision.digest()).param("at", decision.decidedAt())
        .param("key", elementInstance).update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static Approval approval(ResultSet row, int number) throws SQLException {
    OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
    return new Approval(row.getString("id"), row.getLong("process_instance_key"), new PartnerId(row.getString("partner_id")), row.getString("kind"),
        row.getString("subject"), row.getString("requested_by"), row.getString("title"), row.getString("digest"),
        Approval.State.valueOf(row.getString("state")), row.getObject("opened_at", OffsetDateTime.class), closed);
  }
}
