package dev.entente.ledger;

import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets active grants end when what gives them says so. */
@Component
public class GrantTerms {

  private final LedgerRows rows;
  private final Clock clock;

  GrantTerms(LedgerRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Sooner or later than before, never before today. Nothing where it is not active, or ends then anyway. */
  @Transactional
  public void align(long id, Terms terms, String why, Origin origin) {
    Grant grant = rows.locked(id);
    LocalDate today = LocalDate.now(clock);
    LocalDate end = terms.endsOn().isBefore(today) ? today : terms.endsOn();
    if (grant.state() != Grant.State.ACTIVE || grant.endsOn().equals(end)) {
      return;
    }
    rows.align(grant, new Terms(terms.reason(), terms.owner(), end, terms.reviewOn()));
    rows.journal(id, Step.EXTENDED, origin, grant.endsOn() + " to " + end + ": " + why);
  }
}
