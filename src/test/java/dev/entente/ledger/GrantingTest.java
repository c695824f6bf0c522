package dev.entente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.access.OnOwnDirectory;
import dev.entente.access.SkippedEntitlements;
import dev.entente.access.TestPartners;
import dev.entente.ledger.Grant.State;
import dev.entente.ledger.Granting.Result.Granted;
import dev.entente.ledger.Granting.Result.NotGranted;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import dev.entente.provisioning.TestDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GrantingTest extends OnOwnDirectory {

  @Autowired SkippedEntitlements drops;

  @Test
  void grantsOnceHoweverOftenTheJobRuns() {
    GrantOrder order = orders("price-list").get(0);

    assertThat(granting.grant(order, false)).isInstanceOf(Granted.class);
    assertThat(granting.grant(order, false)).isInstanceOf(Granted.class);

    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.ACTIVE);
      assertThat(grant.externalId()).startsWith("cn=price-list,ou=groups");
      assertThat(grant.endsOn()).isAfter(java.time.LocalDate.now(clock).plusMonths(11));
    });
    assertThat(target.verify(ofPartner().get(0).access())).isTrue();
    assertThat(trail("grant.activated")).isEqualTo(1);
  }

  @Test
  void aCrashBetweenCallAndSettlementEndsWithOneGrant() {
    GrantOrder order = orders("price-list").get(0);
    Ledger.Intent.Call begun = (Ledger.Intent.Call) ledger.intend(order);
    target.grant(begun.grant().access());

    granting.grant(order, false);

    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.ACTIVE);
    assertThat(memberships()).isEqualTo(1);
  }

  @Test
  void troubleIsThrownUntilTheLastAttemptAndThenSettledAsFailed() {
    GrantOrder order = orders("price-list").get(0);
    directory.stop();

    assertThatThrownBy(() -> granting.grant(order, false)).isInstanceOf(TargetUnavailable.class);
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REQUESTED);

    assertThat(granting.grant(order, true)).isInstanceOf(NotGranted.class);
    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.FAILED);
      assertThat(grant.failure()).contains("directory");
      assertThat(grant.leftover()).isTrue();
    });
  }

  @Test
  void whatAFailedGrantLeftInTheTargetIsTakenBackLater() {
    GrantOrder order = orders("price-list").get(0);
    Ledger.Intent.Call begun = (Ledger.Intent.Call) ledger.intend(order);
    target.grant(begun.grant().access());
    ledger.beginFailure(begun.grant(), "no answer in time", origin());
    ledger.settleFailedWithLeftover(begun.grant(), origin());

    revoking.revokeGranted(partner, Grant.Kind.ENTITLEMENT, "undone", origin());

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.FAILED);
      assertThat(grant.leftover()).isFalse();
      assertThat(grant.failure()).isEqualTo("no answer in time");
    });
  }

  @Test
  void aRefusalByTheTargetFailsAtOnceAndAllIsTakenBackThenRetryGivesEverythingOnce() {
    directory.refuse(dn -> dn.startsWith("cn=price-list"));
    for (GrantOrder order : orders("partner-portal")) {
      assertThat(granting.grant(order, false)).isInstanceOf(Granted.class);
    }
    assertThat(granting.grant(orders("price-list").get(0), false)).isInstanceOfSatisfying(NotGranted.class,
        not -> assertThat(not.reason()).contains("refused by the test"));

    revoking.revokeGranted(partner, Grant.Kind.ENTITLEMENT, "undone", origin());
    assertThat(memberships()).isZero();
    assertThat(grants.active(partner)).isEmpty();

    directory.refuse(dn -> false);
    assertThat(planning.plan(partner, "SILVER", job)).contains("price-list", "partner-portal");
    orders("partner-portal").forEach(order -> granting.grant(order, false));
    orders("price-list").forEach(order -> granting.grant(order, false));

    assertThat(grants.active(partner)).hasSize(4);
    assertThat(memberships()).isEqualTo(4);
  }

  @Test
  void whatWasDroppedIsLeftOutOfTheNextPlan() {
    directory.refuse(dn -> dn.startsWith("cn=price-list"));
    List<String> plan = planning.plan(partner, "REGISTERED", job);
    granting.grant(orders("price-list").get(0), false);

    assertThat(drops.dropFailed(partner, job.processInstanceKey(), "not sold in that market")).containsExactly("price-list");
    assertThat(drops.dropFailed(partner, job.processInstanceKey(), "again")).isEmpty();

    List<String> next = planning.plan(partner, "REGISTERED", job);
    assertThat(plan).contains("price-list");
    assertThat(next).doesNotContain("price-list").hasSize(plan.size() - 1);
    assertThat(trail("entitlement.dropped")).isEqualTo(1);
  }

  @Test
  void aDroppedDecisionConcernsOnlyWhatFailedSinceTheLastPlan() {
    directory.refuse(dn -> dn.startsWith("cn=price-list"));
    granting.grant(orders("price-list").get(0), false);
    planning.plan(partner, "REGISTERED", job);
    directory.refuse(dn -> dn.startsWith("cn=learning"));
    granting.grant(orders("learning").get(0), false);

    assertThat(drops.dropFailed(partner, job.processInstanceKey(), null)).containsExactly("learning");
  }

  @Test
  void aPartnerThatLeavesIsGrantedNothing() {
    partners.moveTo(partner, Stage.ONBOARDING, Stage.WITHDRAWN, "APPLICANT_WITHDREW", "system", null);

    assertThat(granting.grant(orders("price-list").get(0), false)).isInstanceOf(NotGranted.class);

    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.FAILED);
      assertThat(grant.failure()).contains("accepts no new grants");
    });
    assertThat(target.list()).isEmpty();
  }

  @Test
  void aPartnerThatLeftDuringTheCallLosesWhatTheCallGave() {
    directory.afterModify(() -> partners.moveTo(partner, Stage.ONBOARDING, Stage.WITHDRAWN, "APPLICANT_WITHDREW", "system", null));

    assertThat(granting.grant(orders("price-list").get(0), false)).isInstanceOf(NotGranted.class);

    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
    assertThat(memberships()).isZero();
  }

  @Test
  void aRevocationOfEverythingDuringTheCallWins() {
    directory.afterModify(() -> revoking.revokeAll(partner, "The partner leaves", origin()));

    assertThat(granting.grant(orders("price-list").get(0), false)).isInstanceOf(NotGranted.class);

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
    assertThat(granting.grant(orders("learning").get(0), false)).as("the process is granted nothing any more").isInstanceOf(NotGranted.class);
  }

  @Test
  void terminationAndGrantsAtTheSameTimeLeaveNothingBehind() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 15; round++) {
        PartnerId leaving = new TestPartners(jdbc, programs).onboarding("SILVER");
        List<Callable<Object>> work = new ArrayList<>();
        for (String entitlement : List.of("partner-portal", "price-list", "learning", "deal-registration")) {
          planning.entitlement(leaving, entitlement, job).forEach(order -> work.add(() -> granting.grant(order, false)));
        }
        work.add(work.size() / 2, () -> leave(leaving));
        for (Future<Object> done : threads.invokeAll(work)) {
          done.get();
        }
        assertThat(grants.toRevoke(leaving)).isEmpty();
        assertThat(target.list()).filteredOn(access -> !access.role().equals(TargetSystem.ACCOUNT))
            .filteredOn(access -> access.partnerId().equals(leaving.value())).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoWorkersOfTheSameJobGrantOnce() throws Exception {
    GrantOrder order = orders("price-list").get(0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Granting.Result>> same = List.of(() -> granting.grant(order, false), () -> granting.grant(order, false),
          () -> granting.grant(order, false), () -> granting.grant(order, false));
      for (Future<Granting.Result> done : threads.invokeAll(same)) {
        assertThat(done.get()).isInstanceOf(Granted.class);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.ACTIVE);
    assertThat(memberships()).isEqualTo(1);
  }

  @Test
  void aRevocationThatBreaksOffIsFinishedByTheNext() {
    orders("price-list").forEach(order -> granting.grant(order, false));
    directory.stop();
    assertThatThrownBy(() -> revoking.revokeAll(partner, "leaves", origin())).isInstanceOf(RevocationIncomplete.class)
        .hasMessageContaining("2 of 2");
    assertThat(ofPartner()).extracting(Grant::state).containsOnly(State.REVOKING);

    TestDirectory back = new TestDirectory();
    Targets targets = new Targets(List.of(back.target()));
    new Revoking(ledger, grants, admission, targets, clock).revokeAll(partner, "leaves", origin());
    back.close();

    assertThat(ofPartner()).extracting(Grant::state).containsOnly(State.REVOKED);
    assertThat(trail("grant.revoked")).isEqualTo(2);
  }

  @Test
  void aRoleThatTwoEntitlementsGiveStaysUntilBothAreRevoked() {
    GrantOrder order = orders("price-list").get(0);
    GrantOrder twin = new GrantOrder(partner, Grant.Kind.ENTITLEMENT, "twin", "Twin", order.place(), order.holder(), order.terms(), order.origin());
    granting.grant(order, false);
    granting.grant(twin, false);

    revoking.revoke(grants.active(partner).get(0), "one", origin());
    assertThat(memberships()).isEqualTo(1);

    revoking.revoke(grants.active(partner).get(0), "other", origin());
    assertThat(memberships()).isZero();
  }

  @Test
  void sweepingTakesWhatAPartnerThatLeftStillHolds() {
    granting.grant(orders("price-list").get(0), false);
    partners.moveTo(partner, Stage.ONBOARDING, Stage.WITHDRAWN, "APPLICANT_WITHDREW", "system", null);

    new RevocationSweep(grants, revoking, clock, Duration.ofHours(1)).sweep();
    assertThat(memberships()).as("not yet").isEqualTo(1);
    new RevocationSweep(grants, revoking, Clock.offset(clock, Duration.ofHours(2)), Duration.ofHours(1)).sweep();

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
  }

  @Test
  void accountsAreGrantsToo() {
    planning.accounts(partner, job).forEach(order -> granting.grant(order, false));

    assertThat(grants.active(partner)).extracting(Grant::entitlement)
        .containsExactly("directory-organization", "directory-account", "directory-account");
    assertThat(target.list()).hasSize(3);

    revoking.revokeGranted(partner, Grant.Kind.ACCOUNT, "undone", origin());
    assertThat(target.list()).isEmpty();
  }

  /** As its job does it: what a call under way made visible again in the target is revoked by the next attempt. */
  private Object leave(PartnerId leaving) {
    for (int attempt = 1; ; attempt++) {
      try {
        revoking.revokeAll(leaving, "The partner leaves", origin());
        break;
      } catch (RevocationIncomplete incomplete) {
        assertThat(attempt).as(incomplete.getMessage()).isLessThan(4);
      }
    }
    partners.moveTo(leaving, Stage.ONBOARDING, Stage.WITHDRAWN, "APPLICANT_WITHDREW", "system", null);
    return "left";
  }
}
