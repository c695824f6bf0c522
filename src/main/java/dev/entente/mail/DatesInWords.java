package dev.entente.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as mails and documents write them: in English, moments in UTC, since it is not known where they are read. */
public final class DatesInWords {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  private DatesInWords() {}

  /** Such as 24 November 2026. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  public static String day(Instant moment) {
    return DAY.format(moment.atOffset(ZoneOffset.UTC));
  }

  /** Such as 24 November 2026, 18:05 UTC. */
  public static String minute(Instant moment) {
    return MINUTE.format(moment.atOffset(ZoneOffset.UTC));
  }
}
