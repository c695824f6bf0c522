package dev.entente.ledger;

import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets grants last longer than they were given for, for a cause that may end, after which they end when they would have. */
@Component
public class GrantExtension {

  private final JdbcClient jdbc;
  private final Grants grants;
  private final LedgerRows rows;
  private final Clock clock;

  GrantExtension(JdbcClient jdbc, Grants grants, LedgerRows rows, Clock clock) {
    this.jdbc = jdbc;
    this.grants = grants;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * All that is active and would end before the day; safe to repeat.
   *
   * @param until the last day
   * @param but entitlements that end for reasons of their own
   * @param cause names it, for {@link #restore} and for people
   */
  @Transactional
  public void postpone(PartnerId partner, LocalDate until, Collection<String> but, String cause, JobContext job) {
    for (Grant seen : grants.active(partner)) {
      Grant grant = rows.locked(seen.id());
      if (grant.state() == Grant.State.ACTIVE && grant.endsOn().isBefore(until) && !grant.endsOn().isBefore(LocalDate.now(clock))
          && !but.contains(grant.entitlement()) && remember(grant, until, cause)) {
        change(grant, until, cause, job);
      }
    }
  }

  /** Ends the cause: each grant ends when another cause says, else when it would have ended without any, or today where that is over. */
  @Transactional
  public void restore(String cause, JobContext job) {
    List<Long> postponed = jdbc.sql("SELECT grant_id FROM access_postponement WHERE cause = :cause ORDER BY grant_id").param("cause", cause)
        .query(Long.class).list();
    for (long id : postponed) {
      Grant grant = rows.locked(id);
      LocalDate today = LocalDate.now(clock);
      LocalDate own = endWithout(id, cause);
      LocalDate end = own.isBefore(today) ? today : own;
      jdbc.sql("DELETE FROM access_postponement WHERE grant_id = :grant AND cause = :cause").param("grant", id).param("cause", cause).update();
      if (grant.state() == Grant.State.ACTIVE && !grant.endsOn().equals(end)) {
        change(grant, end, cause + " is over", job);
      }
    }
  }

  private boolean remember(Grant grant, LocalDate until, String cause) {
    return jdbc.sql("""
            INSERT INTO access_postponement (grant_id, cause, until, own_end)
            SELECT :grant, :cause, :until, coalesce((SELECT min(own_end) FROM access_postponement WHERE grant_id = :grant), :end)
            ON CONFLICT DO NOTHING
            """)
        .param("grant", grant.id()).param("cause", cause).param("until", until).param("end", grant.endsOn()).update() == 1;
  }

  private LocalDate endWithout(long grant, String cause) {
    return jdbc.sql("""
            SELECT coalesce((SELECT max(until) FROM access_postponement WHERE grant_id = :grant AND cause <> :cause),
                            (SELECT own_end FROM access_postponement WHERE grant_id = :grant AND cause = :cause))
            """)
        .param("grant", grant).param("cause", cause).query(LocalDate.class).single();
  }

  private void change(Grant grant, LocalDate end, String why, JobContext job) {
    rows.extend(grant, new Terms(grant.terms().reason(), grant.terms().owner(), end, grant.terms().reviewOn()));
    rows.journal(grant.id(), Step.EXTENDED, Origin.of(job), grant.endsOn() + " to " + end + ": " + why);
  }
}
