package dev.entente.license;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What exceptions add to a partner's licenses, each for its time; the issuer reads it whenever it issues.
 *
 * <p>Changing an override changes no license: issue it again afterwards.
 */
@Component
public class Overrides {

  private final JdbcClient jdbc;

  Overrides(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Seats add up; markets and modules come on top of what the license has; a grace keeps the license until the override's own end. */
  public enum Kind {
    SEATS, MARKET, MODULE, END
  }

  /**
   * @param value a number of seats, the code of a market, the id of a module; of a grace, the day on which it ends, for people
   * @param from the first instant it holds
   * @param until the first instant it holds no more
   */
  public record Override(PartnerId partner, Kind kind, String value, Instant from, Instant until, String exceptionId) {}

  /**
   * Safe to repeat; an override that was ended stays ended.
   *
   * @throws IllegalArgumentException for seats that are no positive number: the exceptions' form must have refused them
   */
  @Transactional
  public void put(Override override) {
    if (override.kind() == Kind.SEATS && !override.value().matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("Expected a positive number of seats, but exception " + override.exceptionId() + " has " + override.value());
    }
    jdbc.sql("""
            INSERT INTO license_override (exception_id, partner_id, kind, value, starts_at, ends_at)
            VALUES (:exception, :partner, :kind, :value, :from, :until)
            ON CONFLICT DO NOTHING
            """)
        .param("exception", override.exceptionId())
        .param("partner", override.partner().value())
        .param("kind", override.kind().name())
        .param("value", override.value())
        .param("from", at(override.from()))
        .param("until", at(override.until()))
        .update();
  }

  /** Ends all that the exception added; safe to repeat. */
  @Transactional
  public void end(String exceptionId, Instant at) {
    jdbc.sql("UPDATE license_override SET ended_at = :at WHERE exception_id = :exception AND ended_at IS NULL")
        .param("exception", exceptionId)
        .param("at", at(at))
        .update();
  }

  /** What holds at the instant, in a fixed order. */
  public List<Override> of(PartnerId partner, Instant at) {
    return openAt(partner, at).stream().filter(override -> !at.isBefore(override.from())).toList();
  }

  /** What holds at the instant, or will hold later. */
  List<Override> openAt(PartnerId partner, Instant at) {
    return jdbc.sql("""
            SELECT partner_id, kind, value, starts_at, ends_at, exception_id FROM license_override
            WHERE partner_id = :partner AND ends_at > :at AND (ended_at IS NULL OR ended_at > :at)
            ORDER BY ends_at, exception_id, kind, value
            """)
        .param("partner", partner.value())
        .param("at", at(at))
        .query((row, number) -> new Override(new PartnerId(row.getString("partner_id")), Kind.valueOf(row.getString("kind")), row.getString("value"),
            row.getObject("starts_at", OffsetDateTime.class).toInstant(), row.getObject("ends_at", OffsetDateTime.class).toInstant(),
            row.getString("exception_id")))
        .list();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
