package dev.entente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.OnOwnDirectory;
import dev.entente.ledger.Grant.Kind;
import dev.entente.ledger.Grant.State;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LedgerUpkeepTest extends OnOwnDirectory {

  private static final String CRM = "crm";

  @Autowired LedgerUpkeep upkeep;

  @Test
  void whatACallThatDiedGivesAfterItWasRevokedIsTakenBack() {
    Grant late = overtaken();
    target.grant(late.access());

    look(4);
    assertThat(memberships()).as("it may still be under way, and is taken back by whoever made it").isEqualTo(1);
    look(6);

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
    assertThat(journal.of(late.id(), 50)).extracting(Journal.Entry::step).endsWith(Step.TAKEN_BACK, Step.REVOKE_SENT, Step.REVOKED_CONFIRMED,
        Step.REVOKED_VERIFIED);
    assertThat(trail("grant.revoked")).isEqualTo(2);
  }

  @Test
  void whatWasGrantedAnewMeanwhileStays() {
    overtaken();
    granting.grant(orders("price-list").get(0), false);

    look(6);

    assertThat(memberships()).isEqualTo(1);
    assertThat(grants.active(partner)).hasSize(1);
  }

  @Test
  void aTargetThatCanNotBeAskedIsAskedLater() {
    Grant late = overtaken();
    target.grant(late.access());
    jdbc.sql("UPDATE access_grant SET look_again_at = look_again_at - interval '1 hour' WHERE id = :id").param("id", late.id()).update();
    directory.stop();
    look(0);
    assertThat(grants.toLookAt(OffsetDateTime.now(clock), 1000)).as("others are not to wait for it").extracting(Grant::id).doesNotContain(late.id());

    directory.start();
    look(7);

    assertThat(memberships()).isZero();
  }

  @Test
  void whatFailedForWantOfAnAnswerIsLookedAtAgainToo() {
    GrantOrder order = orders("price-list").get(0);
    Grant begun = ((Ledger.Intent.Call) ledger.intend(order)).grant();
    ledger.beginFailure(begun, "no answer in time", origin());
    revoking.revoke(begun, "Granting failed", origin());
    target.grant(begun.access());

    look(6);

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.FAILED);
      assertThat(grant.failure()).isEqualTo("no answer in time");
    });
  }

  @Test
  void manyThatCanNotBeRevokedKeepNoneFromBeingSwept() {
    granting.grant(orders("price-list").get(0), false);
    Grant first = ofPartner().get(0);
    ledger.beginRevocation(first.id(), "Suspended", origin());
    jdbc.sql("""
            INSERT INTO access_grant (partner_id, kind, entitlement, name, target, role, holder, holder_name, state, process_instance_key, element_id, requested_at,
              changed_at, terms_at, ends_on, reason, owner)
            SELECT partner_id, kind, entitlement, name, 'gone', role, 'holder-' || n, holder_name, state, process_instance_key, element_id, requested_at,
              changed_at, terms_at, ends_on, reason, owner
            FROM access_grant, generate_series(1, 120) AS n WHERE id = :id
            """).param("id", first.id()).update();

    new RevocationSweep(grants, revoking, in(10), Duration.ofMinutes(5)).sweep();

    assertThat(grants.find(first.id()).orElseThrow().state()).isEqualTo(State.REVOKED);
    jdbc.sql("UPDATE access_grant SET state = 'REVOKED', ended_at = changed_at WHERE partner_id = :id AND target = 'gone'").param("id", partner.value()).update();
  }

  @Test
  void anAccountGoesSomeTimeAfterTheLastRoleOfItsHolder() {
    withCrm();
    granting.grant(crm(Kind.ACCOUNT, CRM + "-account", TargetSystem.ACCOUNT, "ann"), false);
    granting.grant(crm(Kind.ENTITLEMENT, "leads", "leads", "ann"), false);
    granting.grant(crm(Kind.ENTITLEMENT, "prices", "prices", "ann"), false);

    revoking.revokeEntitlement(partner, "leads", "no longer", origin());
    close(90);
    assertThat(active()).containsExactly("crm-account", "crm-account", "prices");

    revoking.revokeEntitlement(partner, "prices", "no longer", origin());
    close(30);
    assertThat(active()).as("somebody may be about to grant another role").containsExactly("crm-account", "crm-account");
    close(90);
    assertThat(active()).as("the partner's own, which that of its contact was below").containsExactly("crm-account");
    close(90);

    assertThat(active()).isEmpty();
    assertThat(targets.get(CRM).list()).isEmpty();
    assertThat(ofPartner()).filteredOn(grant -> grant.kind() == Kind.ACCOUNT).hasSize(2)
        .allSatisfy(account -> assertThat(account.revokeReason()).isEqualTo("No role of its holder is left"));
  }

  @Test
  void anAccountThatIsAskedForAgainIsNotIdle() {
    withCrm();
    GrantOrder account = crm(Kind.ACCOUNT, CRM + "-account", TargetSystem.ACCOUNT, "ann");
    granting.grant(account, false);
    jdbc.sql("UPDATE access_grant SET changed_at = changed_at - interval '2 hours' WHERE partner_id = :id").param("id", partner.value()).update();
    List<Grant> idle = grants.idleAccounts(OffsetDateTime.now(clock).minusHours(1), 1000).stream().filter(one -> one.partner().equals(partner)).toList();
    assertThat(idle).singleElement().extracting(Grant::holder).isEqualTo("ann");

    granting.grant(account, false);

    assertThat(upkeep.beginClosing(idle.get(0).id(), OffsetDateTime.now(clock).minusHours(1), "idle", origin())).isFalse();
    assertThat(active()).containsExactly("crm-account", "crm-account");
  }

  @Test
  void accountsOfTheDirectoryStayWithoutRoles() {
    planning.accounts(partner, job).forEach(order -> granting.grant(order, false));

    close(90);

    assertThat(active()).hasSize(3);
  }

  /** A revocation came between the request and the answer. */
  private Grant overtaken() {
    Grant begun = ((Ledger.Intent.Call) ledger.intend(orders("price-list").get(0))).grant();
    revoking.revoke(begun, "Suspended", origin());
    return begun;
  }

  private void withCrm() {
    targets = new Targets(List.of(directory.target(CRM, "dc=entente,dc=example")));
    revoking = new Revoking(ledger, grants, admission, targets, clock);
    granting = new Granting(ledger, revoking, targets, clock);
    granting.grant(crm(Kind.ACCOUNT, CRM + "-account", TargetSystem.ACCOUNT, partner.value()), false);
  }

  private GrantOrder crm(Kind kind, String entitlement, String role, String holder) {
    return new GrantOrder(partner, kind, entitlement, entitlement, new Place(CRM, role), new Holder(holder, holder),
        new Terms("for the test", "partner-management", LocalDate.now(clock).plusDays(90), null), origin());
  }

  private List<String> active() {
    return grants.active(partner).stream().map(Grant::entitlement).toList();
  }

  private void look(int minutes) {
    new LateGrantCheck(grants, upkeep, revoking, targets, in(minutes)).look();
  }

  private void close(int minutes) {
    new AccountDeprovisioning(grants, upkeep, revoking, in(minutes), Duration.ofHours(1)).close();
  }

  private Clock in(int minutes) {
    return Clock.offset(clock, Duration.ofMinutes(minutes));
  }
}
