package dev.entente.tier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bar, and what was measured against it.
 *
 * @param value a number, or a day as ISO text; null where nothing was measured
 * @param bar a number or a day: see {@link Measure}
 * @param fullBar the bar for those that are no newcomers; null where it is the same
 * @param evidence what the value was put together from
 */
record Criterion(Measure measure, @Nullable String value, String bar, @Nullable String fullBar, boolean met, List<Evidence> evidence) {

  /** What is held against a bar. */
  enum Measure {
    /** At least. */
    NET_NEW_SEATS,
    CERTIFIED_PEOPLE,
    RETENTION_PERCENT,
    SATISFACTION_ANSWERS,
    /** At most. */
    SEVERE_FINDINGS,
    /** The day is later than the bar. */
    LAST_AUDIT
  }

  /** @param source a system, {@code training}, or {@code activation} for a partner that was never audited */
  record Evidence(String source, LocalDate on, String value) {}

  boolean unmeasured() {
    return value == null;
  }
}
