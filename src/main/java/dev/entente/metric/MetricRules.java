package dev.entente.metric;

import dev.entente.metric.Metric.Measured;
import dev.entente.partner.PartnerId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads measurements as they were written; what can't be taken is named by row, field and reason, with a way out. */
final class MetricRules {

  private static final Pattern PARTNER = Pattern.compile("P-\\d{5,12}");
  private static final Pattern SOURCE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");

  private final Set<String> partners;
  private final LocalDate today;
  private final Set<String> seen = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /** @param row from 1 */
  record Problem(int row, String field, String reason) {}

  /** @param partners ids that there are */
  MetricRules(Set<String> partners, LocalDate today) {
    this.partners = partners;
    this.today = today;
  }

  List<Problem> problems() {
    return problems;
  }

  Optional<Metrics.Entry> entry(int row, MetricEntry written) {
    int before = problems.size();
    String partner = partner(row, text(written.partnerId()));
    Metric metric = metric(row, text(written.metric()));
    String source = text(written.source());
    check(row, "source", SOURCE.matcher(source).matches(), "name the system it comes from, such as CRM: letters, digits, spaces, at most 60");
    Period period = period(row, text(written.period()));
    if (metric == null || period == null || problems.size() > before) {
      if (metric != null) {
        value(row, metric, text(written.value()));
      }
      return Optional.empty();
    }
    check(row, "period", seen.add(partner + "\n" + metric + "\n" + source + "\n" + period.written()),
        "the same metric of the same source and period is given twice; leave one out");
    Measured measured = measured(row, metric, source, period, text(written.value()));
    return measured == null || problems.size() > before ? Optional.empty() : Optional.of(new Metrics.Entry(new PartnerId(partner), measured));
  }

  private String partner(int row, String written) {
    String id = written.toUpperCase(Locale.ROOT);
    check(row, "partnerId", PARTNER.matcher(id).matches(), "expected a partner's id such as P-10001");
    check(row, "partnerId", !PARTNER.matcher(id).matches() || partners.contains(id), "there is no partner " + id);
    return id;
  }

  private @Nullable Metric metric(int row, String written) {
    String name = written.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    Optional<Metric> found = Arrays.stream(Metric.values()).filter(metric -> metric.name().equals(name)).findFirst();
    check(row, "metric", found.isPresent(), "expected one of " + Arrays.stream(Metric.values()).map(Enum::name).collect(Collectors.joining(", ")));
    return found.orElse(null);
  }

  private @Nullable Period period(int row, String written) {
    Optional<Period> period = Period.of(written);
    check(row, "period", period.isPresent(), "expected a year, quarter, month or day: 2026, 2026-Q3, 2026-08 or 2026-08-31");
    check(row, "period", period.isEmpty() || !period.get().from().isAfter(today), "it has not begun yet");
    check(row, "period", period.isEmpty() || period.get().from().getYear() >= 2000, "it is too long ago");
    return period.orElse(null);
  }

  private @Nullable Measured measured(int row, Metric metric, String source, Period period, String written) {
    Object value = value(row, metric, written);
    if (value instanceof LocalDate day) {
      return new Measured(metric, source, period, null, day);
    }
    return value instanceof BigDecimal number ? new Measured(metric, source, period, number, null) : null;
  }

  private @Nullable Object value(int row, Metric metric, String written) {
    if (metric.isDay()) {
      LocalDate day = day(written);
      check(row, "value", day != null && !day.isAfter(today), "expected a day that is not in the future, such as 2026-08-31");
      return day;
    }
    if (!NUMBER.matcher(written).matches()) {
      check(row, "value", false, "expected a number with at most two decimals, such as 120 or 87.5");
      return null;
    }
    BigDecimal number = new BigDecimal(written);
    check(row, "value", metric.allows(number), "expected a number from " + metric.least() + " to " + metric.most());
    check(row, "value", !metric.isWhole() || number.stripTrailingZeros().scale() <= 0, "expected a whole number");
    return number;
  }

  private static @Nullable LocalDate day(String written) {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private void check(int row, String field, boolean holds, String reason) {
    if (!holds) {
      problems.add(new Problem(row, field, reason));
    }
  }

  private static String text(@Nullable String written) {
    return written == null ? "" : written.strip();
  }
}
