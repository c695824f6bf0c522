package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingTimeTest {

  private final WorkingTime time = new WorkingTime(properties(Map.of("us", "US", "bavaria", "DE-BY", "emirates", "AE", "arabia", "SA", "japan", "JP"),
      Map.of("JP", ZoneId.of("Asia/Tokyo"))));

  /** Christmas 2026: the 25th is a Friday, the 26th a Saturday, 1 January a Friday; Epiphany is a holiday in Bavaria only. */
  @ParameterizedTest
  @CsvSource({
      // within a week, over a weekend, and from within one
      "germany,  2026-11-24T10:00Z, P2D, 2026-11-26T10:00Z",
      "germany,  2026-11-27T10:00Z, P1D, 2026-11-30T10:00Z",
      "germany,  2026-11-28T10:00Z, P1D, 2026-12-01T00:00Z",
      "germany,  2026-11-27T20:00Z, PT6H, 2026-11-30T02:00Z",
      // over Christmas: in Germany the 24th and the 31st are working days
      "germany,  2026-12-23T12:00Z, P3D, 2026-12-29T12:00Z",
      "us,       2026-12-23T12:00Z, P3D, 2026-12-29T12:00Z",
      "germany,  2026-12-30T12:00Z, P2D, 2027-01-04T12:00Z",
      // a holiday on a Saturday: the United States take the Friday before
      "us,       2026-07-02T12:00Z, P1D, 2026-07-06T12:00Z",
      "germany,  2026-07-02T12:00Z, P1D, 2026-07-03T12:00Z",
      // Christmas 2028: the 26th, a Tuesday, is a holiday in Germany only
      "germany,  2028-12-22T12:00Z, P2D, 2028-12-28T12:00Z",
      "us,       2028-12-22T12:00Z, P2D, 2028-12-27T12:00Z",
      "bavaria,  2027-01-05T12:00Z, P1D, 2027-01-07T12:00Z",
      "germany,  2027-01-05T12:00Z, P1D, 2027-01-06T12:00Z",
      // weekend from Friday
      "arabia,   2026-11-26T12:00Z, P1D, 2026-11-29T12:00Z",
      // Friday 20:00 in London is Saturday in Tokyo
      "japan,    2026-11-27T20:00Z, P1D, 2026-11-30T15:00Z",
  })
  void endsAfterSoMuchWorkingTime(String who, OffsetDateTime start, Duration work, OffsetDateTime end) {
    assertThat(time.after(start, work, who)).isEqualTo(end);
  }

  @Test
  void measuresWhatItAdds() {
    OffsetDateTime start = OffsetDateTime.parse("2026-12-18T15:30Z");
    for (int hours = 1; hours < 500; hours += 7) {
      Duration work = Duration.ofHours(hours);
      assertThat(time.between(start, time.after(start, work, "us"), "us")).isEqualTo(work);
    }
    assertThat(time.between(start, start, "us")).isZero();
  }

  @Test
  void aCountryWithoutACalendarIsRefusedAtTheStart() {
    assertThatThrownBy(() -> new WorkingTime(properties(Map.of("legal", "XX"), Map.of()))).hasMessageContaining("'xx'").hasMessageContaining("entente.tasks.countries");
  }

  private static TaskProperties properties(Map<String, String> countries, Map<String, ZoneId> zones) {
    return new TaskProperties("%s@example.com", "executives", "DE", countries, zones, 30, 45);
  }
}
