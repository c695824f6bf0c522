package dev.entente.exception;

import dev.entente.access.Assignment;
import dev.entente.access.AssignmentSource;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.partner.PartnerId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What exceptions entitle partners to: rights of a higher tier, and a later end. An extension counts before it begins, so that nothing is revoked in between. */
@Component
class ExceptionAssignments implements AssignmentSource {

  private final JdbcClient jdbc;
  private final ExceptionWording wording;
  private final Clock clock;

  ExceptionAssignments(JdbcClient jdbc, ExceptionWording wording, Clock clock) {
    this.jdbc = jdbc;
    this.wording = wording;
    this.clock = clock;
  }

  static String cause(String exception) {
    return "Exception " + exception;
  }

  @Override
  public Map<PartnerId, List<Assignment>> inForce(Collection<PartnerId> partners) {
    Map<PartnerId, List<Assignment>> all = new HashMap<>();
    if (!partners.isEmpty()) {
      jdbc.sql("""
              SELECT * FROM partner_exception
              WHERE partner_id IN (:ids) AND state IN ('APPLYING', 'IN_FORCE') AND ends_at > :now
                AND (kind = 'EARLY_ACCESS' AND scope NOT LIKE 'module:%' OR kind = 'GRACE' AND scope = 'LICENSE')
              ORDER BY id
              """)
          .param("ids", partners.stream().map(PartnerId::value).toList())
          .param("now", OffsetDateTime.now(clock))
          .query(ExceptionCases::row)
          .list()
          .forEach(one -> all.computeIfAbsent(one.partner(), partner -> new ArrayList<>()).add(assignment(one)));
    }
    return all;
  }

  private Assignment assignment(ExceptionCase one) {
    LocalDate until = one.endsAt().atOffset(ZoneOffset.UTC).toLocalDate();
    if (one.kind() == ExceptionKind.GRACE) {
      return new Assignment.Grace(cause(one.id()), until);
    }
    String reason = cause(one.id()) + ": " + wording.what(one, Locale.ENGLISH);
    return new Assignment.Extra(cause(one.id()), one.scope(), new Terms(reason, one.owner(), until, null));
  }
}
