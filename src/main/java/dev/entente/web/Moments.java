package dev.entente.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says moments in words on pages: a date, how far it is from now, whether it is late. Takes instants, offset and local dates, or ISO text. */
@Component("moments")
public class Moments {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu");
  private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm");
  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL);
  private static final Duration SOON = Duration.ofHours(24);

  private final Clock clock;
  private final MessageSource messages;
  private final ZoneId zone = ZoneId.systemDefault();

  Moments(Clock clock, MessageSource messages) {
    this.clock = clock;
    this.messages = messages;
  }

  public String iso(Object at) {
    return isDay(at) ? at.toString() : moment(at).toInstant().toString();
  }

  public String date(Object at) {
    return moment(at).format((isDay(at) ? DATE : DATE_TIME).withLocale(locale()));
  }

  /** What may be a date among other values: ISO days as {@link #date}, anything else as it is. */
  public String orDate(String value) {
    return value.matches("\\d{4}-\\d{2}-\\d{2}") ? date(LocalDate.parse(value)) : value;
  }

  public String exact(Object at) {
    return isDay(at) ? date(at) : moment(at).format(EXACT.withLocale(locale()));
  }

  /** How far from now: "2 days ago", "in 3 hours", for days "today", "tomorrow". */
  public String distance(Object at) {
    return isDay(at) ? dayDistance(at) : timeDistance(moment(at).toInstant());
  }

  /** {@code late}, {@code soon} (within a day) or {@code later}. */
  public String urgency(Object at) {
    Duration left = Duration.between(clock.instant(), end(at));
    return left.isNegative() ? "late" : left.compareTo(SOON) < 0 ? "soon" : "later";
  }

  public String dueText(Object at) {
    return text(urgency(at).equals("late") ? "common.due.late" : "common.due.soon", distance(at));
  }

  public String country(String code) {
    return new Locale("", code).getDisplayCountry(locale());
  }

  private Instant end(Object at) {
    ZonedDateTime moment = moment(at);
    return (isDay(at) ? moment.plusDays(1) : moment).toInstant();
  }

  private String dayDistance(Object at) {
    long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), zone), moment(at).toLocalDate());
    if (days == 0) {
      return text("common.distance.today");
    }
    return Math.abs(days) == 1 ? text(days > 0 ? "common.distance.tomorrow" : "common.distance.yesterday") : amount(days < 0, Duration.ofDays(Math.abs(days)));
  }

  private String timeDistance(Instant at) {
    Duration distance = Duration.between(clock.instant(), at);
    boolean past = distance.isNegative();
    Duration amount = distance.abs();
    return amount.toSeconds() < 60 ? text("common.distance.now") : amount(past, amount);
  }

  private String amount(boolean past, Duration amount) {
    String direction = past ? "past." : "future.";
    long days = amount.toDays();
    if (days >= 700) {
      return text("common.distance." + direction + "year", Math.round(days / 365.25));
    }
    if (days >= 60) {
      return text("common.distance." + direction + "month", Math.round(days / 30.44));
    }
    if (amount.toHours() >= 36) {
      return text("common.distance." + direction + "day", Math.round(amount.toHours() / 24.0));
    }
    return amount.toMinutes() >= 90
        ? text("common.distance." + direction + "hour", Math.round(amount.toMinutes() / 60.0))
        : text("common.distance." + direction + "minute", amount.toMinutes());
  }

  private ZonedDateTime moment(Object at) {
    if (at instanceof Instant instant) {
      return instant.atZone(zone);
    }
    if (at instanceof OffsetDateTime time) {
      return time.atZoneSameInstant(zone);
    }
    if (at instanceof ZonedDateTime time) {
      return time.withZoneSameInstant(zone);
    }
    if (at instanceof LocalDateTime time) {
      return time.atZone(zone);
    }
    if (at instanceof LocalDate day) {
      return day.atStartOfDay(zone);
    }
    String text = at.toString();
    return text.length() == 10 ? LocalDate.parse(text).atStartOfDay(zone) : OffsetDateTime.parse(text).atZoneSameInstant(zone);
  }

  private static boolean isDay(Object at) {
    return at instanceof LocalDate || at.toString().length() == 10;
  }

  private String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
