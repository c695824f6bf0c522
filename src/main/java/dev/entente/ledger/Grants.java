package dev.entente.ledger;

import dev.entente.partner.PartnerId;
import dev.entente.provisioning.TargetSystem.Access;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the ledger, for reading. */
@Repository
public class Grants {

  /** An account that roles brought with them and whose holder has none any more, nor has had any since. */
  static final String IDLE = """
      (account.kind = 'ACCOUNT' AND account.state = 'ACTIVE' AND account.entitlement = account.target || '-account' AND account.target <> 'directory'
        AND account.changed_at < :since
        AND NOT EXISTS (SELECT FROM access_grant needs
          WHERE needs.partner_id = account.partner_id AND needs.target = account.target AND needs.id <> account.id
            AND (lower(needs.holder) = lower(account.holder) OR account.holder = account.partner_id)
            AND (needs.state IN ('REQUESTED', 'ACTIVE', 'REVOKING') OR needs.leftover OR needs.ended_at >= :since)))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Grants(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a page of the ledger shows; null means any. */
  public record Filter(@Nullable String target, @Nullable String state, @Nullable String partner) {}

  public Optional<Grant> find(long id) {
    return jdbc.sql("SELECT * FROM access_grant WHERE id = :id").param("id", id).query(Grants::grant).optional();
  }

  /** The open row of the same access, locked until the transaction ends. */
  Optional<Grant> openForUpdate(GrantOrder order) {
    return jdbc.sql("""
            SELECT * FROM access_grant
            WHERE partner_id = :partner AND entitlement = :entitlement AND lower(holder) = lower(:holder) AND state IN ('REQUESTED', 'ACTIVE', 'REVOKING')
            FOR UPDATE
            """)
        .param("partner", order.partner().value())
        .param("entitlement", order.entitlement())
        .param("holder", order.holder().id())
        .query(Grants::grant)
        .optional();
  }

  /** Latest first. */
  public List<Grant> ofPartner(PartnerId partner, int page, int size) {
    return jdbc.sql("SELECT * FROM access_grant WHERE partner_id = :partner ORDER BY id DESC LIMIT :size OFFSET :offset")
        .param("partner", partner.value())
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Grants::grant)
        .list();
  }

  public long countOfPartner(PartnerId partner) {
    return jdbc.sql("SELECT count(*) FROM access_grant WHERE partner_id = :partner").param("partner", partner.value()).query(Long.class).single();
  }

  /** What the partner's holders have now, in the order of granting. */
  public List<Grant> active(PartnerId partner) {
    return jdbc.sql("SELECT * FROM access_grant WHERE partner_id = :partner AND state = 'ACTIVE' ORDER BY id")
        .param("partner", partner.value())
        .query(Grants::grant)
        .list();
  }

  /** The latest grant of each account that a target has a name for that never changes, by that name; whatever has become of the grant. */
  public Map<String, Grant> identified(PartnerId partner, String target) {
    return jdbc.sql("""
            SELECT DISTINCT ON (stable_id) * FROM access_grant WHERE partner_id = :partner AND target = :target AND stable_id IS NOT NULL
            ORDER BY stable_id, id DESC
            """)
        .param("partner", partner.value())
        .param("target", target)
        .query((row, number) -> Map.entry(row.getString("stable_id"), grant(row, number))).list().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** All of it, oldest first; a partner's rows are few. */
  public List<Grant> ofPartner(PartnerId partner) {
    return jdbc.sql("SELECT * FROM access_grant WHERE partner_id = :partner ORDER BY id").param("partner", partner.value()).query(Grants::grant).list();
  }

  /** All that may exist in a target, latest first: the order to revoke it in. */
  public List<Grant> toRevoke(PartnerId partner) {
    return jdbc.sql("""
            SELECT * FROM access_grant
            WHERE partner_id = :partner AND (state IN ('REQUESTED', 'ACTIVE', 'REVOKING') OR leftover)
            ORDER BY id DESC
            """)
        .param("partner", partner.value())
        .query(Grants::grant)
        .list();
  }

  /** Accounts of the partner that were revoked in a target in which nothing of it is open any more, latest first. */
  List<Grant> closedAccounts(PartnerId partner, String target) {
    return jdbc.sql("""
            SELECT * FROM access_grant
            WHERE partner_id = :partner AND target = :target AND kind = 'ACCOUNT' AND NOT EXISTS (SELECT FROM access_grant open
              WHERE open.partner_id = :partner AND open.target = :target AND open.state IN ('REQUESTED', 'ACTIVE', 'REVOKING'))
            ORDER BY id DESC
            """)
        .param("partner", partner.value())
        .param("target", target)
        .query(Grants::grant)
        .list();
  }

  /** The same, as far as one process granted it. */
  public List<Grant> toRevoke(PartnerId partner, long processInstanceKey, Grant.Kind kind) {
    return toRevoke(partner).stream().filter(grant -> grant.processInstanceKey() == processInstanceKey && grant.kind() == kind).toList();
  }

  /** Of many partners, oldest first: what is open, and what was granted, refused or revoked lately. */
  public List<Grant> openOrChangedSince(Collection<PartnerId> partners, Instant since) {
    return partners.isEmpty() ? List.of() : jdbc.sql("""
            SELECT * FROM access_grant WHERE partner_id IN (:ids) AND (state IN ('REQUESTED', 'ACTIVE', 'REVOKING') OR changed_at > :since) ORDER BY id
            """)
        .param("ids", partners.stream().map(PartnerId::value).toList())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Grants::grant)
        .list();
  }

  /** How many rows are open, by target. */
  public Map<String, Long> openByTarget() {
    return jdbc.sql("SELECT target, count(*) AS open FROM access_grant WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING') GROUP BY target")
        .query((row, number) -> Map.entry(row.getString("target"), row.getLong("open"))).list().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What a target was asked for and has not settled, of one access. */
  public List<Grant> waiting(String target, Access access) {
    return jdbc.sql("""
            SELECT * FROM access_grant
            WHERE partner_id = :partner AND target = :target AND holder = :holder AND role = :role
              AND (state IN ('REQUESTED', 'REVOKING') OR leftover)
            ORDER BY id
            """)
        .param("partner", access.partnerId())
        .param("target", target)
        .param("holder", access.holder())
        .param("role", access.role())
        .query(Grants::grant)
        .list();
  }

  public List<Grant> page(Filter filter, int page, int size) {
    return filtered("SELECT *", "ORDER BY id DESC LIMIT :size OFFSET :offset", filter)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Grants::grant)
        .list();
  }

  public long count(Filter filter) {
    return filtered("SELECT count(*)", "", filter).query(Long.class).single();
  }

  public List<Grant> ofTarget(String target) {
    return jdbc.sql("SELECT * FROM access_grant WHERE target = :target AND state IN ('REQUESTED', 'ACTIVE', 'REVOKING')")
        .param("target", target)
        .query(Grants::grant)
        .list();
  }

  /** Rows that no job has finished for long, access of partners that have left, and wishes left open by partners that get nothing new, latest first. */
  List<Grant> unsettled(OffsetDateTime before, long below, int limit) {
    return jdbc.sql("""
            SELECT * FROM access_grant WHERE (state = 'REVOKING' OR leftover) AND changed_at < :before AND id < :below
            UNION ALL
            SELECT g.* FROM access_grant g JOIN partner_view p ON p.id = g.partner_id
            WHERE g.changed_at < :before AND g.id < :below AND p.stage_since < :before
              AND (g.state IN ('REQUESTED', 'ACTIVE') AND p.stage IN ('TERMINATED', 'REJECTED', 'WITHDRAWN')
                OR g.state = 'REQUESTED' AND p.stage IN ('TERMINATING', 'SUSPENDED'))
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("before", before)
        .param("below", below)
        .param("limit", limit)
        .query(Grants::grant)
        .list();
  }

  /** Rows at their end whose target may all the same hold what a late call gave. */
  List<Grant> toLookAt(OffsetDateTime now, int limit) {
    return jdbc.sql("SELECT * FROM access_grant WHERE look_again_at <= :now AND state IN ('REVOKED', 'FAILED') ORDER BY look_again_at, id LIMIT :limit")
        .param("now", now)
        .param("limit", limit)
        .query(Grants::grant)
        .list();
  }

  /** Accounts that nothing needs any more, latest first: those of people come before the one that they are below. */
  List<Grant> idleAccounts(OffsetDateTime since, int limit) {
    return jdbc.sql("SELECT * FROM access_grant account WHERE " + IDLE + " ORDER BY id DESC LIMIT :limit")
        .param("since", since)
        .param("limit", limit)
        .query(Grants::grant)
        .list();
  }

  /** Past their last day, by id. */
  List<Grant> ended(LocalDate today, long after, int limit) {
    return jdbc.sql("SELECT * FROM access_grant WHERE state = 'ACTIVE' AND ends_on < :today AND id > :after ORDER BY id LIMIT :limit")
        .param("today", today)
        .param("after", after)
        .param("limit", limit)
        .query(Grants::grant)
        .list();
  }

  /** Marks those as told of that end soon and whose owner was not told; needs the caller's transaction. */
  List<Grant> claimEnding(LocalDate today, LocalDate until, int limit) {
    return claim("noticed_at", "noticed_at IS NULL AND ends_on BETWEEN :today AND :until ORDER BY ends_on, id", today, until, limit);
  }

  List<Grant> claimReviews(LocalDate today, int limit) {
    return claim("review_asked_at", "review_asked_at IS NULL AND review_on <= :today AND ends_on >= :until ORDER BY review_on, id", today, today, limit);
  }

  private List<Grant> claim(String mark, String due, LocalDate today, LocalDate until, int limit) {
    return jdbc.sql("UPDATE access_grant SET " + mark + " = :now WHERE id IN (SELECT id FROM access_grant WHERE state = 'ACTIVE' AND " + due
            + " LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING *")
        .param("now", OffsetDateTime.now(clock))
        .param("today", today)
        .param("until", until)
        .param("limit", limit)
        .query(Grants::grant)
        .list();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Filter filter) {
    return jdbc.sql(select + """
             FROM access_grant
            WHERE (CAST(:target AS text) IS NULL OR target = :target)
              AND (CAST(:state AS text) IS NULL OR state = :state)
              AND (CAST(:partner AS text) IS NULL OR partner_id = :partner)
            """ + end)
        .param("target", filter.target())
        .param("state", filter.state())
        .param("partner", filter.partner());
  }

  public static Grant grant(ResultSet row, int number) throws SQLException {
    return new Grant(
        row.getLong("id"),
        new PartnerId(row.getString("partner_id")),
        Grant.Kind.valueOf(row.getString("kind")),
        row.getString("entitlement"),
        row.getString("name"),
        row.getString("target"),
        row.getString("role"),
        row.getString("holder"),
        row.getString("holder_name"),
        Grant.State.valueOf(row.getString("state")),
        row.getString("external_id"),
        row.getString("evidence"),
        row.getString("failure"),
        row.getString("revoke_reason"),
        row.getLong("process_instance_key"),
        row.getString("element_id"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row, "granted_at"),
        instant(row, "ended_at"),
        new GrantOrder.Terms(row.getString("reason"), row.getString("owner"), row.getObject("ends_on", LocalDate.class),
            row.getObject("review_on", LocalDate.class)),
        row.getBoolean("leftover"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
