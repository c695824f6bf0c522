package dev.entente.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is measured of a partner, and how several measurements make one value. */
public enum Metric {

  NET_NEW_SEATS(Sum.PERIODS, -1_000_000_000, 1_000_000_000),
  REVENUE(Sum.PERIODS, -1_000_000_000, 1_000_000_000),
  RETENTION_PERCENT(Sum.NEWEST, 0, 1000),
  SATISFACTION_ANSWERS(Sum.PERIODS, 0, 1_000_000),
  SATISFACTION_SCORE(Sum.NEWEST, 1, 5),
  FINDINGS_CRITICAL(Sum.NEWEST_PER_SOURCE, 0, 100_000),
  FINDINGS_MAJOR(Sum.NEWEST_PER_SOURCE, 0, 100_000),
  FINDINGS_MINOR(Sum.NEWEST_PER_SOURCE, 0, 100_000),
  LICENSE_ADHERENCE_PERCENT(Sum.NEWEST, 0, 100),
  LAST_AUDIT(Sum.NEWEST, 0, 0);

  /** How measurements are put together. */
  public enum Sum {
    /** All periods of the last twelve months, of all sources. */
    PERIODS,
    /** The newest of any source. */
    NEWEST,
    /** The newest of each source, added up. */
    NEWEST_PER_SOURCE
  }

  private final Sum sum;
  private final BigDecimal least;
  private final BigDecimal most;

  Metric(Sum sum, long least, long most) {
    this.sum = sum;
    this.least = BigDecimal.valueOf(least);
    this.most = BigDecimal.valueOf(most);
  }

  public Sum sum() {
    return sum;
  }

  /** Its value is a day, not a number. */
  boolean isDay() {
    return this == LAST_AUDIT;
  }

  boolean isWhole() {
    return this != REVENUE && this != RETENTION_PERCENT && this != SATISFACTION_SCORE && this != LICENSE_ADHERENCE_PERCENT;
  }

  boolean allows(BigDecimal value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  BigDecimal least() {
    return least;
  }

  BigDecimal most() {
    return most;
  }

  /** One value of one source for one period; exactly one of number and day. */
  public record Measured(Metric metric, String source, Period period, @Nullable BigDecimal number, @Nullable LocalDate day) {}
}
