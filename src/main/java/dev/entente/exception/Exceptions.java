package dev.entente.exception;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which exceptions a partner enjoys at a moment, for those whose rules they bend. */
@Component
public class Exceptions {

  private final JdbcClient jdbc;

  Exceptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param scope empty where the kind has none
   * @param amount 0 where the kind has none
   * @param until the first instant at which it holds no more
   */
  public record InForce(String id, ExceptionKind kind, String scope, int amount, Instant from, Instant until) {}

  /** Exact to the instant, whatever the process still has to do. */
  @Transactional(readOnly = true)
  public List<InForce> inForce(PartnerId partner, ExceptionKind kind, Instant at) {
    return jdbc.sql("""
            SELECT * FROM partner_exception
            WHERE partner_id = :partner AND kind = :kind AND state = 'IN_FORCE' AND starts_at <= :at AND ends_at > :at
            ORDER BY ends_at, id
            """)
        .param("partner", partner.value())
        .param("kind", kind.name())
        .param("at", ExceptionCases.at(at))
        .query(ExceptionCases::row)
        .list().stream()
        .map(row -> new InForce(row.id(), row.kind(), row.scope(), row.amount() == null ? 0 : row.amount(), row.startsAt(), row.endsAt()))
        .toList();
  }

  /** Days that the partner has to pay an invoice, where an exception says so; the most generous one counts. */
  public OptionalInt paymentDays(PartnerId partner, Instant at) {
    return inForce(partner, ExceptionKind.PAYMENT_TERMS, at).stream().max(Comparator.comparingInt(InForce::amount))
        .map(term -> OptionalInt.of(term.amount())).orElseGet(OptionalInt::empty);
  }

  /** When the first began of those that it extends, one after the other; its own beginning where it extends none. */
  Instant beginningOf(String exception) {
    return jdbc.sql("""
            WITH RECURSIVE line AS (
              SELECT id, extends_id, starts_at FROM partner_exception WHERE id = :exception
              UNION ALL
              SELECT e.id, e.extends_id, e.starts_at FROM partner_exception e JOIN line ON e.id = line.extends_id)
            SELECT min(starts_at) FROM line
            """)
        .param("exception", exception)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
