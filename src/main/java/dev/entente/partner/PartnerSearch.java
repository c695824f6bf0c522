package dev.entente.partner;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches partners, newest first, paged in SQL. */
@Component
public class PartnerSearch {

  static final int MAX_PAGE = 100_000;
  private static final int MAX_WORDS = 6;

  private static final String COLUMNS = """
      SELECT p.id AS partner_id, p.legal_name, p.country, p.website, p.registration_number, p.stage, p.stage_since, coalesce(p.tier, p.requested_tier) AS tier,
        p.requested_by, p.created_at
      FROM partner p
      """;

  private final JdbcClient jdbc;

  PartnerSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What to look for; empty or null looks for all. */
  public record Filter(@Nullable String q, @Nullable Stage stage, @Nullable String tier, @Nullable String country, @Nullable String market) {}

  public record Row(String partnerId, String legalName, String country, @Nullable String website, @Nullable String registrationNumber, Stage stage,
      OffsetDateTime stageSince, String tier, String requestedBy, OffsetDateTime createdAt) {}

  public record Page(List<Row> items, int page, int size, long total) {}

  public Page search(Filter filter, int page, int size) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, values);
    long total = jdbc.sql("SELECT count(*) FROM partner p WHERE " + where).params(values).query(Long.class).single();
    values.put("size", size);
    values.put("offset", (long) page * size);
    List<Row> items = jdbc.sql(COLUMNS + "WHERE " + where + " ORDER BY p.created_at DESC, p.id DESC LIMIT :size OFFSET :offset")
        .params(values)
        .query(Row.class)
        .list();
    return new Page(items, page, size, total);
  }

  /** All rows at once would not fit into memory: they are handed on as they are read. */
  void export(Filter filter, Consumer<Row> consumer) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, values);
    String last = "";
    List<Row> chunk;
    do {
      values.put("last", last);
      chunk = jdbc.sql(COLUMNS + "WHERE p.id > :last AND " + where + " ORDER BY p.id LIMIT 1000").params(values).query(Row.class).list();
      chunk.forEach(consumer);
      last = chunk.isEmpty() ? last : chunk.get(chunk.size() - 1).partnerId();
    } while (!chunk.isEmpty());
  }

  private static String where(Filter filter, Map<String, Object> values) {
    StringBuilder where = new StringBuilder("TRUE");
    equal(where, values, "p.stage", "stage", filter.stage() == null ? null : filter.stage().name());
    equal(where, values, "coalesce(p.tier, p.requested_tier)", "tier", filter.tier());
    equal(where, values, "p.country", "country", filter.country());
    if (filled(filter.market())) {
      where.append(" AND EXISTS (SELECT 1 FROM partner_market m WHERE m.partner_id = p.id AND m.market = :market)");
      values.put("market", filter.market());
    }
    words(where, values, filter.q());
    return where.toString();
  }

  private static void words(StringBuilder where, Map<String, Object> values, @Nullable String q) {
    if (q == null) {
      return;
    }
    List<String> words = Arrays.stream(q.toLowerCase(Locale.ROOT).split("[\\s,]+")).filter(PartnerSearch::filled).limit(MAX_WORDS).toList();
    for (int i = 0; i < words.size(); i++) {
      where.append(" AND (p.search_text LIKE :word").append(i).append(" OR p.search_text LIKE :latin").append(i).append(")");
      values.put("word" + i, like(words.get(i)));
      values.put("latin" + i, like(NameKey.latin(words.get(i))));
    }
  }

  private static void equal(StringBuilder where, Map<String, Object> values, String column, String name, @Nullable String value) {
    if (filled(value)) {
      where.append(" AND ").append(column).append(" = :").append(name);
      values.put(name, value.toUpperCase(Locale.ROOT));
    }
  }

  private static String like(String word) {
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static boolean filled(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
