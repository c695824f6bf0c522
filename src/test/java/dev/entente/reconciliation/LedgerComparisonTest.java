package dev.entente.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.reconciliation.Finding.Kind;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** The ledger held against what partners ought to have. */
@EntenteTest
class LedgerComparisonTest {

  private static final Origin STEP = new Origin(4711L, "task_someStep", "system");

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @Autowired Grants grants;
  @Autowired Granting granting;
  @Autowired Revoking revoking;
  @Autowired Deviations deviations;
  @Autowired LedgerReconciliation ledger;
  @Autowired PlannedActions planned;
  @Autowired Findings findings;
  @Autowired FindingRemedies remedies;
  private PartnerId partner;

  @BeforeEach
  void anActivePartner() {
    partner = new TestAccess(context).active("SILVER");
    daysAgo();
  }

  @Test
  void whatIsAsItOughtToBeIsNotFound() {
    assertThat(of(partner)).isEmpty();
  }

  @Test
  void whatIsMissingAndWhatNothingGivesIsFoundAndSettledByDecision() {
    revoking.revokeEntitlement(partner, "marketing-kit", "by mistake", STEP);
    granting.grant(new GrantOrder(partner, Grant.Kind.ENTITLEMENT, "roadmap", "Roadmap", new Place("directory", "roadmap"),
        new Holder("ann." + partner.value().toLowerCase() + "@example.com", "Ann"), new Terms("x", "compliance", LocalDate.now(clock).plusDays(90), null), STEP), false);
    assertThat(of(partner)).as("what moved lately may be under way").extracting(Deviation::kind).doesNotContain(Kind.UNEXPECTED);
    daysAgo();

    assertThat(of(partner)).extracting(one -> one.kind() + " " + one.role()).containsExactlyInAnyOrder("UNGRANTED marketing-kit", "UNEXPECTED roadmap");

    findings(ledger.begin("carla").map(ledger::goOn));
    Finding missing = finding("UNGRANTED");
    Finding unexpected = finding("UNEXPECTED");
    assertThat(remedies.regrant(missing.id(), "It ought to be there", STEP)).isEmpty();
    assertThat(remedies.remove(unexpected.id(), STEP)).isEmpty();

    assertThat(of(partner)).isEmpty();
    assertThat(remedies.settled(missing.id(), STEP)).isTrue();
    assertThat(grants.active(partner)).extracting(Grant::entitlement).contains("marketing-kit").doesNotContain("roadmap");
  }

  @Test
  void whatAPersonRevokedByDecisionIsNotMissing() {
    Grant kit = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("marketing-kit")).findFirst().orElseThrow();
    revoking.revoke(kit, "Misused", Origin.person("carla"));

    assertThat(of(partner)).isEmpty();
  }

  private List<Deviation> of(PartnerId one) {
    return deviations.of(List.of(one)).deviations();
  }

  /** As if the run had been let go on: it is dry, or held for what other tests leave behind. */
  private void findings(Optional<Run> run) {
    planned.openFindings(run.orElseThrow());
    jdbc.sql("UPDATE reconciliation_run SET state = 'DISCARDED' WHERE id = :id AND state = 'HELD'").param("id", run.get().id()).update();
  }

  private Finding finding(String kind) {
    return findings.page(new Findings.Filter(null, kind, "OPEN", partner.value()), 0, 10).stream().findFirst().orElseThrow();
  }

  private void daysAgo() {
    OffsetDateTime before = OffsetDateTime.now(clock).minusDays(2);
    jdbc.sql("UPDATE partner SET stage_since = :at WHERE id = :id").param("id", partner.value()).param("at", before).update();
    jdbc.sql("UPDATE access_grant SET requested_at = :at, granted_at = :at, changed_at = :at WHERE partner_id = :id AND state IN ('ACTIVE', 'REVOKED')")
        .param("id", partner.value()).param("at", before).update();
  }
}
