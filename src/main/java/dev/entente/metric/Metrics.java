package dev.entente.metric;

import dev.entente.metric.Metric.Measured;
import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was measured of partners. */
@Repository
public class Metrics {

  private static final int MONTHS = 12;

  private final JdbcClient jdbc;
  private final Clock clock;

  Metrics(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A measurement of a partner that is to be kept. */
  record Entry(PartnerId partner, Measured measured) {}

  /** @param added false where it took the place of another value */
  record Kept(String partner, String metric, String source, String period, boolean added) {}

  record Row(Measured measured, OffsetDateTime recordedAt, String recordedBy) {}

  /** What counts on the day, oldest first: periods of the last twelve months where periods add up, else the newest of each source. */
  public List<Measured> counting(PartnerId partner, LocalDate day) {
    return jdbc.sql("""
            SELECT * FROM (
              SELECT * FROM tier_metric
              WHERE partner_id = :partner AND metric IN (:adding) AND from_day <= :day AND to_day > :yearBefore
              UNION ALL
              (SELECT DISTINCT ON (metric, source) * FROM tier_metric
               WHERE partner_id = :partner AND metric NOT IN (:adding) AND from_day <= :day
               ORDER BY metric, source, coalesce(day, to_day) DESC, id DESC)
            ) counting
            ORDER BY metric, to_day, source, id
            """)
        .param("partner", partner.value())
        .param("adding", adding())
        .param("day", day)
        .param("yearBefore", day.minusMonths(MONTHS))
        .query(Metrics::measured)
        .list();
  }

  /** Latest period first. */
  List<Row> of(PartnerId partner, int page, int size) {
    return jdbc.sql("SELECT * FROM tier_metric WHERE partner_id = :partner ORDER BY to_day DESC, id DESC LIMIT :size OFFSET :offset")
        .param("partner", partner.value())
        .param("size", size)
        .param("offset", (long) page * size)
        .query((row, number) -> new Row(measured(row, number), row.getObject("recorded_at", OffsetDateTime.class), row.getString("recorded_by")))
        .list();
  }

  long count(PartnerId partner) {
    return jdbc.sql("SELECT count(*) FROM tier_metric WHERE partner_id = :partner").param("partner", partner.value()).query(Long.class).single();
  }

  /** In one statement; answers what it added or changed, and leaves out what was there with the same value. */
  List<Kept> keep(List<Entry> entries, String by) {
    return jdbc.sql("""
            INSERT INTO tier_metric (partner_id, metric, source, period, from_day, to_day, number, day, recorded_at, recorded_by)
            SELECT partner, metric, source, period, CAST(from_day AS date), CAST(to_day AS date), CAST(number AS numeric), CAST(day AS date), :now, :by
            FROM unnest(:partners, :metrics, :sources, :periods, :fromDays, :toDays, :numbers, :days)
              AS new (partner, metric, source, period, from_day, to_day, number, day)
            ON CONFLICT ON CONSTRAINT tier_metric_once DO UPDATE
              SET number = excluded.number, day = excluded.day, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
              WHERE tier_metric.number IS DISTINCT FROM excluded.number OR tier_metric.day IS DISTINCT FROM excluded.day
            RETURNING partner_id AS partner, metric, source, period, (xmax = 0) AS added
            """)
        .param("now", OffsetDateTime.now(clock))
        .param("by", by)
        .param("partners", texts(entries, entry -> entry.partner().value()))
        .param("metrics", texts(entries, entry -> entry.measured().metric().name()))
        .param("sources", texts(entries, entry -> entry.measured().source()))
        .param("periods", texts(entries, entry -> entry.measured().period().written()))
        .param("fromDays", texts(entries, entry -> entry.measured().period().from()))
        .param("toDays", texts(entries, entry -> entry.measured().period().to()))
        .param("numbers", texts(entries, entry -> entry.measured().number()))
        .param("days", texts(entries, entry -> entry.measured().day()))
        .query(Kept.class)
        .list();
  }

  /** Two periods of one source that share a day would count it twice, where periods add up. */
  record Overlap(String partner, String metric, String source, String period, String other) {}

  List<Overlap> overlaps(Collection<String> partners) {
    return jdbc.sql("""
            SELECT a.partner_id AS partner, a.metric, a.source, a.period, b.period AS other
            FROM tier_metric a JOIN tier_metric b ON b.partner_id = a.partner_id AND b.metric = a.metric AND b.source = a.source AND b.id < a.id
              AND b.from_day <= a.to_day AND a.from_day <= b.to_day
            WHERE a.partner_id IN (:partners) AND a.metric IN (:adding)
            ORDER BY a.id LIMIT 20
            """)
        .param("partners", partners)
        .param("adding", adding())
        .query(Overlap.class)
        .list();
  }

  private static List<String> adding() {
    return Arrays.stream(Metric.values()).filter(metric -> metric.sum() == Metric.Sum.PERIODS).map(Enum::name).toList();
  }

  private static @Nullable String[] texts(List<Entry> entries, Function<Entry, @Nullable Object> part) {
    return entries.stream().map(part).map(value -> value == null ? null : value.toString()).toArray(String[]::new);
  }

  private static Measured measured(ResultSet row, int number) throws SQLException {
    return new Measured(
        Metric.valueOf(row.getString("metric")),
        row.getString("source"),
        new Period(row.getString("period"), row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)),
        row.getBigDecimal("number"),
        row.getObject("day", LocalDate.class));
  }
}
