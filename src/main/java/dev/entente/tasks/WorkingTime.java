package dev.entente.tasks;

import com.ibm.icu.util.Calendar.WeekData;
import com.ibm.icu.util.Calendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Reckons in the working days of a group's or user's country: 24 hours each, weekends and public holidays left out.
 *
 * <p>Due dates of tasks are meant like this. A diagram says {@code now() + duration(sla)}, the program file says how long, and the announcer moves the
 * date over what is no working time: so it holds for every task, and no diagram can forget it.
 */
@Component
public class WorkingTime {

  private static final int FAR = 3700;

  private final TaskProperties properties;

  /** A country without a calendar stops the start: silently, every day of the year would be a working day. */
  WorkingTime(TaskProperties properties) {
    this.properties = properties;
    Set<String> known = HolidayManager.getSupportedCalendarCodes().stream().map(code -> code.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    Stream.concat(Stream.of(properties.country()), properties.countries().values().stream()).map(country -> parts(country)[0])
        .filter(country -> !known.contains(country)).findFirst().ifPresent(unknown -> {
          throw new IllegalStateException(
              "There is no calendar of holidays for the country '" + unknown + "'; check entente.tasks.country and entente.tasks.countries.");
        });
  }

  /** The moment when so much working time has passed for a group or user. */
  public OffsetDateTime after(OffsetDateTime start, Duration work, String groupOrUser) {
    String country = properties.countryOf(groupOrUser);
    ZoneId zone = properties.zoneOf(country);
    ZonedDateTime at = start.atZoneSameInstant(zone);
    Duration left = work;
    for (int day = 0; day < FAR; day++) {
      ZonedDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay(zone);
      if (isWorkingDay(at.toLocalDate(), country)) {
        Duration today = Duration.between(at, midnight);
        if (left.compareTo(today) <= 0) {
          return at.plus(left).withZoneSameInstant(ZoneOffset.UTC).toOffsetDateTime();
        }
        left = left.minus(today);
      }
      at = midnight;
    }
    throw new IllegalArgumentException("Expected an end within ten years of " + start + ", but " + work + " of work goes beyond it");
  }

  /** How much working time lies between two moments. */
  public Duration between(OffsetDateTime start, OffsetDateTime end, String groupOrUser) {
    String country = properties.countryOf(groupOrUser);
    ZoneId zone = properties.zoneOf(country);
    ZonedDateTime at = start.atZoneSameInstant(zone);
    ZonedDateTime until = end.atZoneSameInstant(zone);
    Duration work = Duration.ZERO;
    while (at.isBefore(until)) {
      ZonedDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay(zone);
      ZonedDateTime next = midnight.isBefore(until) ? midnight : until;
      if (isWorkingDay(at.toLocalDate(), country)) {
        work = work.plus(Duration.between(at, next));
      }
      at = next;
    }
    return work;
  }

  private static boolean isWorkingDay(LocalDate date, String country) {
    String[] parts = parts(country);
    return !isWeekend(date.getDayOfWeek(), parts[0]) && !isHoliday(date, parts);
  }

  /** The country, and the parts of it. */
  private static String[] parts(String country) {
    return country.toLowerCase(Locale.ROOT).split("-");
  }

  private static boolean isHoliday(LocalDate date, String[] parts) {
    HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    return holidays.isHoliday(date, HolidayType.PUBLIC_HOLIDAY, Arrays.copyOfRange(parts, 1, parts.length));
  }

  /** Counted as the library counts, from Sunday as 1; a weekend may begin in one week and end in the next. */
  private static boolean isWeekend(DayOfWeek day, String country) {
    WeekData week = Calendar.getWeekDataForRegion(country.toUpperCase(Locale.ROOT));
    int today = day.getValue() % 7 + 1;
    return week.weekendOnset <= week.weekendCease
        ? today >= week.weekendOnset && today <= week.weekendCease
        : today >= week.weekendOnset || today <= week.weekendCease;
  }
}
