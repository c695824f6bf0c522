package dev.entente.exception;

import dev.entente.exception.ExceptionCase.State;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds exceptions, newest first, paged in SQL. */
@Component
class ExceptionList {

  private final JdbcClient jdbc;
  private final ExceptionWording wording;
  private final Clock clock;

  ExceptionList(JdbcClient jdbc, ExceptionWording wording, Clock clock) {
    this.jdbc = jdbc;
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * What to look for; null looks for all.
   *
   * @param endsWithin days: only those in force that end until then
   */
  record Filter(@Nullable String partner, @Nullable ExceptionKind kind, @Nullable State state, @Nullable String owner, @Nullable Integer endsWithin) {

    static Filter ofPartner(String partner) {
      return new Filter(partner, null, null, null, null);
    }

    boolean isEmpty() {
      return partner == null && kind == null && state == null && owner == null && endsWithin == null;
    }
  }

  /** @param what it allows, in the words of whoever looks */
  record Row(ExceptionCase exception, String partnerName, String what) {}

  record Page(List<Row> items, int page, int size, long total) {}

  Page find(Filter filter, int page, int size) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, values);
    long total = jdbc.sql("SELECT count(*) FROM partner_exception e WHERE " + where).params(values).query(Long.class).single();
    values.put("size", size);
    values.put("offset", (long) page * size);
    String order = filter.endsWithin() == null ? "e.requested_at DESC, e.id DESC" : "e.ends_at, e.id";
    List<Row> rows = jdbc.sql("SELECT e.*, p.legal_name, p.program_version FROM partner_exception e JOIN partner_view p ON p.id = e.partner_id WHERE " + where
            + " ORDER BY " + order + " LIMIT :size OFFSET :offset")
        .params(values)
        .query((row, number) -> {
          ExceptionCase exception = ExceptionCases.row(row, number);
          return new Row(exception, row.getString("legal_name"), wording.what(exception, row.getString("program_version"), LocaleContextHolder.getLocale()));
        })
        .list();
    return new Page(rows, page, size, total);
  }

  private String where(Filter filter, Map<String, Object> values) {
    StringBuilder where = new StringBuilder("TRUE");
    equal(where, values, "partner_id", filter.partner());
    equal(where, values, "kind", filter.kind() == null ? null : filter.kind().name());
    equal(where, values, "state", filter.state() == null ? null : filter.state().name());
    equal(where, values, "owner", filter.owner());
    if (filter.endsWithin() != null) {
      where.append(" AND e.state = 'IN_FORCE' AND e.ends_at <= :endsUntil");
      values.put("endsUntil", ExceptionCases.at(clock.instant().plus(Duration.ofDays(filter.endsWithin()))));
    }
    return where.toString();
  }

  private static void equal(StringBuilder where, Map<String, Object> values, String column, @Nullable String value) {
    if (value != null) {
      where.append(" AND e.").append(column).append(" = :").append(column);
      values.put(column, value);
    }
  }
}
