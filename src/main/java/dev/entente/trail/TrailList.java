package dev.entente.trail;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The record as people and programs read it: filtered and paged, newest first. */
@Repository
class TrailList {

  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TrailList(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Null for what does not restrict; days are whole days in UTC. */
  record Filter(@Nullable String subject, @Nullable String actor, @Nullable String action, @Nullable LocalDate from, @Nullable LocalDate to) {

    static Filter ofSubject(String subject) {
      return new Filter(subject, null, null, null, null);
    }

    private boolean restricts() {
      return subject != null || actor != null || action != null || from != null || to != null;
    }
  }

  /** @param position in the chain, null while the row is not sealed */
  record Item(
      long id,
      @Nullable Long position,
      OffsetDateTime at,
      String subject,
      String actor,
      String action,
      Map<String, Object> details,
      @Nullable Long processInstanceKey,
      @Nullable String hash) {}

  List<Item> find(Filter filter, int page, int size) {
    return filtered("SELECT " + ChainLink.COLUMNS + ", chain_position, hash FROM trail", filter, " ORDER BY id DESC LIMIT :size OFFSET :offset")
        .param("size", size)
        .param("offset", (long) page * size)
        .query((row, number) -> new Item(row.getLong("id"), row.getObject("chain_position", Long.class), row.getObject("recorded_at", OffsetDateTime.class),
            row.getString("subject"), row.getString("actor"), row.getString("action"), details(row.getString("details")),
            row.getObject("process_instance_key", Long.class), hex(row.getBytes("hash"))))
        .list();
  }

  /** Of the whole record by the chain's length: counting ten million rows takes seconds. */
  long count(Filter filter) {
    if (!filter.restricts()) {
      return jdbc.sql("SELECT coalesce(max(chain_position), 0) + (SELECT count(*) FROM trail WHERE hash IS NULL) FROM trail").query(Long.class).single();
    }
    return filtered("SELECT count(*) FROM trail", filter, "").query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, Filter filter, String rest) {
    StringBuilder sql = new StringBuilder(select).append(" WHERE true");
    sql.append(filter.subject() == null ? "" : " AND subject = :subject");
    sql.append(filter.actor() == null ? "" : " AND actor = :actor");
    sql.append(filter.action() == null ? "" : " AND action = :action");
    sql.append(filter.from() == null ? "" : " AND recorded_at >= :from");
    sql.append(filter.to() == null ? "" : " AND recorded_at < :to");
    JdbcClient.StatementSpec statement = jdbc.sql(sql.append(rest).toString());
    statement = filter.subject() == null ? statement : statement.param("subject", filter.subject());
    statement = filter.actor() == null ? statement : statement.param("actor", filter.actor());
    statement = filter.action() == null ? statement : statement.param("action", filter.action());
    statement = filter.from() == null ? statement : statement.param("from", filter.from().atStartOfDay().atOffset(ZoneOffset.UTC));
    return filter.to() == null ? statement : statement.param("to", filter.to().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  private Map<String, Object> details(String text) {
    try {
      return json.readValue(text, DETAILS);
    } catch (JacksonException e) {
      return Map.of("details", text);
    }
  }

  private static @Nullable String hex(byte @Nullable [] hash) {
    return hash == null ? null : HexFormat.of().formatHex(hash);
  }
}
