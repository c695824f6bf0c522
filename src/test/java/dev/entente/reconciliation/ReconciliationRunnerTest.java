package dev.entente.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.entente.access.OnOwnDirectory;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Revoking;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.reconciliation.Finding.Kind;
import dev.entente.reconciliation.Finding.Stage;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** On a target that only this test uses, so that the ledger holds nothing else of it. */
class ReconciliationRunnerTest extends OnOwnDirectory {

  private static final String BASE = "dc=entente,dc=example";

  @Autowired ReconciliationRunner reconciling;
  @Autowired ReconciliationRuns runs;
  @Autowired PlannedActions changes;
  @Autowired Findings findings;
  @Autowired RunApprovals holding;
  @Autowired Comparison comparison;

  private String id;
  private TargetSystem own;

  @BeforeEach
  void aTargetWithTwelveGrants() {
    id = "directory-" + UUID.randomUUID();
    own = directory.target(id, BASE);
    targets = new Targets(List.of(own));
    revoking = new Revoking(ledger, grants, admission, targets, clock);
    granting = new Granting(ledger, revoking, targets, clock);
    for (String entitlement : List.of("partner-portal", "price-list", "learning", "support-desk", "deal-registration", "marketing-kit")) {
      orders(entitlement).forEach(order -> granting.grant(here(order), false));
    }
    planning.accounts(partner, job).forEach(order -> granting.grant(here(order), false));
    age();
  }

  @Test
  void theFirstRunIsDryAndShowsWhatItWouldDo() {
    own.grant(orphan("source-escrow"));

    Run run = run();

    assertThat(run.state()).isEqualTo(State.DRY);
    assertThat(run.seen().listed()).isEqualTo(14);
    assertThat(run.seen().recorded()).isEqualTo(13);
    assertThat(run.seen().agreed()).isEqualTo(13);
    assertThat(changes.ofRun(run.id(), 0, 50)).singleElement().satisfies(change -> {
      assertThat(change.action()).isEqualTo(PlannedAction.Action.OPEN);
      assertThat(change.kind()).isEqualTo(Kind.ORPHAN);
      assertThat(change.state()).isEqualTo(PlannedAction.State.PLANNED);
    });
    assertThat(open()).isEmpty();
  }

  @Test
  void findsWhatIsForeignMissingDriftedAndLate() {
    run();
    own.grant(orphan("source-escrow"));
    Grant learning = of("learning");
    own.revoke(learning.access());
    Grant portal = of("partner-portal");
    own.revoke(portal.access());
    own.grant(new Access(partner.value(), portal.holder(), "x", "roadmap"));
    Grant desk = of("support-desk");
    revoking.revoke(desk, "for the test", origin());
    own.grant(desk.access());
    assertThat(own.disable(grants.ofPartner(partner).stream().filter(grant -> grant.role().equals(TargetSystem.ACCOUNT) && !grant.holder().equals(partner.value()))
        .findFirst().orElseThrow().access())).isTrue();
    jdbc.sql("UPDATE access_grant SET terms_at = now() - interval '40 days', ends_on = current_date - 10 WHERE id = :id").param("id", of("price-list").id()).update();
    age();

    assertThat(run().state()).isEqualTo(State.HELD);
    release();

    assertThat(open()).extracting(Finding::kind, Finding::role, Finding::detail).containsExactlyInAnyOrder(
        tuple(Kind.ORPHAN, "source-escrow", "unknown"),
        tuple(Kind.ORPHAN, "roadmap", "unknown"),
        tuple(Kind.DRIFTED, "learning", "otherRole"),
        tuple(Kind.DRIFTED, "partner-portal", "otherRole"),
        tuple(Kind.DRIFTED, "account", "disabled"),
        tuple(Kind.LATE_REVOKED, "support-desk", "afterRevocation"),
        tuple(Kind.LATE_REVOKED, "price-list", "pastEnd"));
  }

  @Test
  void aFindingThatVanishesClosesItself() {
    run();
    Grant learning = of("learning");
    own.revoke(learning.access());
    assertThat(run().state()).isEqualTo(State.DONE);
    assertThat(open()).singleElement().satisfies(finding -> {
      assertThat(finding.kind()).isEqualTo(Kind.MISSING);
      assertThat(finding.grantId()).isEqualTo(learning.id());
      assertThat(finding.owner()).isEqualTo("compliance");
    });

    own.grant(learning.access());
    run();

    assertThat(open()).isEmpty();
    assertThat(closed()).singleElement().extracting(Finding::closedWhy).isEqualTo("vanished");
  }

  @Test
  void whatNobodyDecidesOnIsAskedThenDisabledThenDeleted() {
    run();
    own.grant(orphan("source-escrow"));
    run();
    run();
    assertThat(open()).as("its time has not come").singleElement().extracting(Finding::stage).isEqualTo(Stage.REPORTED);

    wait(Duration.ofDays(4));
    run();
    assertThat(open()).singleElement().satisfies(finding -> {
      assertThat(finding.stage()).isEqualTo(Stage.QUARANTINED);
      assertThat(finding.askedAs()).isNotNull();
    });
    wait(Duration.ofDays(15));
    run();
    assertThat(open()).singleElement().extracting(Finding::stage).isEqualTo(Stage.DISABLED);
    assertThat(own.verify(orphan("source-escrow"))).as("a role can't be disabled").isTrue();
    wait(Duration.ofDays(31));
    run();

    assertThat(own.verify(orphan("source-escrow"))).isFalse();
    assertThat(closed()).singleElement().satisfies(finding -> {
      assertThat(finding.stage()).isEqualTo(Stage.DELETED);
      assertThat(finding.closedWhy()).isEqualTo("deleted");
    });
    assertThat(jdbc.sql("SELECT count(*) FROM access_grant WHERE target = :id AND state = 'ACTIVE'").param("id", id).query(Long.class).single()).isEqualTo(13);
  }

  @Test
  void aFilterThatShowsNothingIsHeldBeforeAnythingChanges() {
    run();
    own.revoke(of("learning").access());
    run();
    List<Finding> before = open();

    Run held = reconciling.run(directory.target(id, "ou=elsewhere," + BASE), "system").orElseThrow();

    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(held.problem()).isEqualTo(new RunProblem("nothingShown", List.of("13")));
    assertThat(open()).isEqualTo(before);
    assertThat(reconciling.run(own, "system")).as("no other run while people look").isEmpty();
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE key = :key").param("key", "reconciliation-held:" + held.id()).query(Long.class).single()).isEqualTo(1);
    assertThat(holding.discard(held, "compliance")).isTrue();
    assertThat(run().state()).isEqualTo(State.DONE);
  }

  @Test
  void aFilterThatShowsStrangersIsHeldAndTakesNothingAway() throws Exception {
    run();
    directory.server().add("dn: ou=other," + BASE, "objectClass: organizationalUnit", "ou: other");
    TargetSystem wrong = directory.target(id, "ou=other," + BASE);
    for (int stranger = 0; stranger < 30; stranger++) {
      wrong.grant(new Access("X-" + stranger, "X-" + stranger, "Stranger", "payroll"));
    }

    Run held = reconciling.run(wrong, "system").orElseThrow();

    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(changes.counts(held.id())).containsOnlyKeys(PlannedAction.Action.OPEN);
    assertThat(open()).isEmpty();
    assertThat(wrong.list()).hasSize(60);
    assertThat(own.list()).hasSize(13);
  }

  @Test
  void evenReleasedFindingsOfStrangersAreBrakedAgainBeforeTheyAreDeleted() throws Exception {
    run();
    for (int stranger = 0; stranger < 8; stranger++) {
      own.grant(orphan("extra-" + stranger));
    }
    assertThat(run().state()).isEqualTo(State.HELD);
    release();
    assertThat(open()).hasSize(8);
    jdbc.sql("UPDATE access_finding SET stage = 'DISABLED', stage_since = now() - interval '90 days' WHERE target = :id").param("id", id).update();

    assertThat(run().state()).isEqualTo(State.HELD);
    assertThat(own.list()).hasSize(21);
  }

  @Test
  void aHeldRunGoesOnOnlyWithTwoPeopleWhoDidNotStartIt() {
    run();
    for (int stranger = 0; stranger < 8; stranger++) {
      own.grant(orphan("extra-" + stranger));
    }
    Run held = reconciling.run(own, "auditor").orElseThrow();

    assertThat(holding.release(held, "compliance")).as("nobody asked for it yet").isFalse();
    assertThat(holding.askRelease(held, "compliance", "they are known")).isTrue();
    assertThat(holding.release(held, "compliance")).as("the same person").isFalse();
    assertThat(holding.release(held, "auditor")).as("who started it").isFalse();
    assertThat(holding.release(held, "legal")).isTrue();
  }

  @Test
  void whatWasGrantedWhileARunWasHeldIsNotTakenAway() {
    run();
    own.grant(orphan("source-escrow"));
    run();
    jdbc.sql("UPDATE access_finding SET stage = 'DISABLED', stage_since = now() - interval '90 days' WHERE target = :id").param("id", id).update();
    for (int stranger = 0; stranger < 8; stranger++) {
      own.grant(orphan("extra-" + stranger));
    }
    assertThat(run().state()).isEqualTo(State.HELD);
    granting.grant(here(planning.entitlement(partner, "source-escrow", job).get(0)), false);

    release();

    assertThat(own.verify(orphan("source-escrow"))).isTrue();
    assertThat(changes.ofRun(runs.last(id).orElseThrow().id(), 0, 50)).filteredOn(change -> change.action() == PlannedAction.Action.DELETE)
        .singleElement().extracting(PlannedAction::state).isEqualTo(PlannedAction.State.SKIPPED);
  }

  @Test
  void whatTheTargetAnsweredIsKeptAsItSaidIt() {
    directory.stop();

    Run failed = run();

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.problem()).satisfies(problem -> {
      assertThat(problem.key()).isEqualTo("answered");
      assertThat(problem.arguments()).singleElement().asString().contains("the directory answered");
    });
  }

  @Test
  void aRunThatWasBrokenOffIsGivenUpWhileItComparesAndDoneToItsEndOnceItApplies() {
    Run comparing = reconciling.begin(own, "system").orElseThrow();
    reconciling.resume(own, OffsetDateTime.now(clock).minusMinutes(10));
    assertThat(runs.find(comparing.id()).orElseThrow().state()).as("somebody may be at it still").isEqualTo(State.RUNNING);

    reconciling.resume(own, OffsetDateTime.now(clock).plusMinutes(1));

    assertThat(runs.find(comparing.id()).orElseThrow()).satisfies(run -> {
      assertThat(run.state()).isEqualTo(State.FAILED);
      assertThat(run.problem()).isEqualTo(RunProblem.of("brokenOff"));
    });
    run();
    own.grant(orphan("source-escrow"));
    Run applying = reconciling.begin(own, "system").orElseThrow();
    comparison.read(applying, own);
    assertThat(comparison.plan(applying)).isEmpty();
    assertThat(runs.move(applying.id(), State.RUNNING, State.APPLYING, null)).isTrue();
    reconciling.resume(own, OffsetDateTime.now(clock).plusMinutes(1));
    assertThat(runs.find(applying.id()).orElseThrow().state()).isEqualTo(State.DONE);
    assertThat(open()).singleElement().extracting(Finding::role).isEqualTo("source-escrow");
  }

  private GrantOrder here(GrantOrder order) {
    return new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), new GrantOrder.Place(id, order.place().role()),
        order.holder(), order.terms(), order.origin());
  }

  private Access orphan(String role) {
    return new Access(partner.value(), partner.value(), "Köhler & Söhne " + partner, role);
  }

  private Run run() {
    return reconciling.run(own, "system").orElseThrow();
  }

  private void release() {
    Run held = runs.open(id).orElseThrow();
    assertThat(holding.askRelease(held, "compliance", "looked at")).isTrue();
    assertThat(holding.release(held, "legal")).isTrue();
    reconciling.apply(runs.find(held.id()).orElseThrow(), own);
  }

  /** What changed while a run reads is left to the next run: let all of it lie back. */
  private void age() {
    jdbc.sql("UPDATE access_grant SET changed_at = changed_at - interval '1 hour' WHERE target = :id").param("id", id).update();
  }

  private void wait(Duration time) {
    jdbc.sql("""
            UPDATE access_finding SET first_seen = first_seen - CAST(:time AS interval), stage_since = stage_since - CAST(:time AS interval) WHERE target = :id
            """)
        .param("time", time.toString()).param("id", id).update();
  }

  private Grant of(String entitlement) {
    return grants.ofPartner(partner).stream().filter(grant -> grant.entitlement().equals(entitlement)).findFirst().orElseThrow();
  }

  private List<Finding> open() {
    return findings.page(new Findings.Filter(id, null, "OPEN", null), 0, 100);
  }

  private List<Finding> closed() {
    return findings.page(new Findings.Filter(id, null, "CLOSED", null), 0, 100);
  }
}
