package dev.entente.metric;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A year, quarter, month or day.
 *
 * @param written {@code 2026}, {@code 2026-Q3}, {@code 2026-08} or {@code 2026-08-31}
 */
public record Period(String written, LocalDate from, LocalDate to) {

  private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-Q([1-4])|-(\\d{2})(?:-(\\d{2}))?)?");

  static Optional<Period> of(String text) {
    String written = text.strip().toUpperCase(Locale.ROOT);
    Matcher parts = FORM.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(parts.group(1));
      if (parts.group(2) != null) {
        YearMonth last = YearMonth.of(year, Integer.parseInt(parts.group(2)) * 3);
        return Optional.of(new Period(written, last.minusMonths(2).atDay(1), last.atEndOfMonth()));
      }
      if (parts.group(3) == null) {
        return Optional.of(new Period(written, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
      }
      YearMonth month = YearMonth.of(year, Integer.parseInt(parts.group(3)));
      if (parts.group(4) == null) {
        return Optional.of(new Period(written, month.atDay(1), month.atEndOfMonth()));
      }
      LocalDate day = month.atDay(Integer.parseInt(parts.group(4)));
      return Optional.of(new Period(written, day, day));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  boolean overlaps(Period other) {
    return !from.isAfter(other.to) && !other.from.isAfter(to);
  }
}
