package dev.entente.tasks;

import dev.entente.process.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All delegations, past ones included: rows end, and are never deleted. */
@Component
class Delegations {

  private static final int MOST_IN_FORCE = 50;

  private final JdbcClient jdbc;
  private final Clock clock;

  Delegations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  long insert(Delegation delegation) {
    return jdbc.sql("""
            INSERT INTO delegation (delegator, delegate, starts_on, ends_on, groups, processes, kinds, delegate_groups, reason, created_at)
            VALUES (:delegator, :delegate, :starts, :ends, :groups, :processes, :kinds, :delegateGroups, :reason, :now)
            RETURNING id
            """)
        .param("delegator", delegation.delegator())
        .param("delegate", delegation.delegate())
        .param("starts", delegation.startsOn())
        .param("ends", delegation.endsOn())
        .param("groups", delegation.groups().toArray(String[]::new))
        .param("processes", delegation.processes().toArray(String[]::new))
        .param("kinds", delegation.kinds().toArray(String[]::new))
        .param("delegateGroups", delegation.delegateGroups().toArray(String[]::new))
        .param("reason", delegation.reason())
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .single();
  }

  /** Answers false when it is over already. */
  boolean end(long id, String by) {
    return jdbc.sql("UPDATE delegation SET ended_at = :now, ended_by = :by WHERE id = :id AND ended_at IS NULL AND ends_on >= :today")
        .param("id", id).param("by", by).param("now", OffsetDateTime.now(clock)).param("today", today()).update() == 1;
  }

  Optional<Delegation> find(long id) {
    return jdbc.sql("SELECT * FROM delegation WHERE id = :id").param("id", id).query(Delegations::delegation).optional();
  }

  List<Delegation> inForceFor(String delegate) {
    return jdbc.sql("SELECT * FROM delegation WHERE delegate = :delegate AND ended_at IS NULL AND :today BETWEEN starts_on AND ends_on ORDER BY id LIMIT :most")
        .param("delegate", delegate).param("today", today()).param("most", MOST_IN_FORCE).query(Delegations::delegation).list();
  }

  /** Those in force by which somebody may get tasks of the groups. */
  List<Delegation> inForceOf(Collection<String> groups) {
    return jdbc.sql("""
            SELECT * FROM delegation
            WHERE ended_at IS NULL AND :today BETWEEN starts_on AND ends_on AND (groups = '{}' OR groups && :groups::text[])
            ORDER BY id
            LIMIT 200
            """)
        .param("today", today()).param("groups", groups.toArray(String[]::new)).query(Delegations::delegation).list();
  }

  List<Delegation> notOver() {
    return jdbc.sql("SELECT * FROM delegation WHERE ended_at IS NULL AND ends_on >= :today ORDER BY id LIMIT 500")
        .param("today", today()).query(Delegations::delegation).list();
  }

  int notOverOf(String delegator) {
    return jdbc.sql("SELECT count(*) FROM delegation WHERE delegator = :name AND ended_at IS NULL AND ends_on >= :today")
        .param("name", delegator).param("today", today()).query(Integer.class).single();
  }

  /** Those that somebody gave, the newest first. */
  Slice<Delegation> givenBy(String delegator, int page, int size) {
    List<Delegation> rows = jdbc.sql("SELECT * FROM delegation WHERE delegator = :name ORDER BY id DESC LIMIT :size OFFSET :offset")
        .param("name", delegator).param("size", size).param("offset", (long) page * size).query(Delegations::delegation).list();
    long total = jdbc.sql("SELECT count(*) FROM delegation WHERE delegator = :name").param("name", delegator).query(Long.class).single();
    return new Slice<>(rows, page, size, total);
  }

  /** Those that somebody was given, the newest first. */
  Slice<Delegation> givenTo(String delegate, int page, int size) {
    List<Delegation> rows = jdbc.sql("SELECT * FROM delegation WHERE delegate = :name ORDER BY id DESC LIMIT :size OFFSET :offset")
        .param("name", delegate).param("size", size).param("offset", (long) page * size).query(Delegations::delegation).list();
    long total = jdbc.sql("SELECT count(*) FROM delegation WHERE delegate = :name").param("name", delegate).query(Long.class).single();
    return new Slice<>(rows, page, size, total);
  }

  private static Delegation delegation(ResultSet row, int number) throws SQLException {
    return new Delegation(row.getLong("id"), row.getString("delegator"), row.getString("delegate"), row.getObject("starts_on", LocalDate.class),
        row.getObject("ends_on", LocalDate.class), texts(row, "groups"), texts(row, "processes"), texts(row, "kinds"),
        texts(row, "delegate_groups"), row.getString("reason"), row.getObject("created_at", OffsetDateTime.class), row.getObject("ended_at", OffsetDateTime.class), row.getString("ended_by"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
