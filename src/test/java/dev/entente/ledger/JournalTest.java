package dev.entente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.entente.access.OnOwnDirectory;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.provisioning.AwaitsPerson;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class JournalTest extends OnOwnDirectory {

  @Test
  void tellsEachStepOfAGrantAndOfItsRevocation() {
    granting.grant(orders("price-list").get(0), false);
    revoking.revoke(ofPartner().get(0), "The partner leaves", Origin.person("manager"));

    List<Journal.Entry> entries = journal.of(ofPartner().get(0).id(), 100);
    assertThat(entries).extracting(Journal.Entry::step).containsExactly(Step.INTENDED, Step.SENT, Step.CONFIRMED, Step.VERIFIED,
        Step.REVOKE_INTENDED, Step.REVOKE_SENT, Step.REVOKED_CONFIRMED, Step.REVOKED_VERIFIED);
    assertThat(entries.get(0)).satisfies(intended -> {
      assertThat(intended.origin()).isEqualTo(new Origin(job.processInstanceKey(), "task_grantEntitlement", "system"));
      assertThat(intended.detail()).startsWith("Tier Silver, program ");
    });
    assertThat(entries.get(3).detail()).contains("cn=price-list", "seen in the target at");
    assertThat(entries.get(4)).satisfies(revoked -> {
      assertThat(revoked.origin()).isEqualTo(new Origin(null, "page", "manager"));
      assertThat(revoked.detail()).isEqualTo("The partner leaves");
    });
  }

  @Test
  void countsWhatIsRepeatedForWantOfAnAnswerInsteadOfGrowing() {
    GrantOrder order = orders("price-list").get(0);
    directory.stop();
    for (int attempt = 0; attempt < 4; attempt++) {
      assertThatThrownBy(() -> granting.grant(order, false)).isInstanceOf(TargetUnavailable.class);
    }

    assertThat(journal.of(ofPartner().get(0).id(), 100)).extracting(Journal.Entry::step, Journal.Entry::times)
        .containsExactly(tuple(Step.INTENDED, 1), tuple(Step.SENT, 4),
            tuple(Step.TROUBLE, 4));
  }

  @Test
  void aRefusedWishIsInTheJournalToo() {
    partners.moveTo(partner, Stage.ONBOARDING, Stage.WITHDRAWN, "APPLICANT_WITHDREW", "system", null);

    granting.grant(orders("price-list").get(0), false);

    assertThat(journal.of(ofPartner().get(0).id(), 100)).singleElement().satisfies(entry -> {
      assertThat(entry.step()).isEqualTo(Step.REFUSED);
      assertThat(entry.detail()).contains("accepts no new grants");
    });
  }

  @Test
  void noGrantIsForEver() {
    GrantOrder order = orders("price-list").get(0);

    for (LocalDate end : List.of(LocalDate.now(clock).plusYears(6), LocalDate.of(9999, 12, 31), LocalDate.now(clock).minusDays(1))) {
      assertThatThrownBy(() -> ledger.intend(until(order, end, order.origin()))).isInstanceOf(DataIntegrityViolationException.class);
    }
    assertThatThrownBy(() -> jdbc.sql("UPDATE access_grant SET ends_on = 'infinity'").update()).isInstanceOf(DataIntegrityViolationException.class);
    assertThat(ofPartner()).isEmpty();
  }

  @Test
  void anotherProcessThatWantsItLongerKeepsItLongerButARepeatedJobDoesNot() {
    GrantOrder order = orders("price-list").get(0);
    granting.grant(order, false);
    LocalDate later = order.terms().endsOn().plusDays(30);

    granting.grant(until(order, later, order.origin()), false);
    assertThat(ofPartner()).singleElement().extracting(Grant::endsOn).isEqualTo(order.terms().endsOn());

    JobContext other = new JobContext(2, job.processInstanceKey() + 1_000_000, 2, "tier-escalation", "task_grant", 3);
    granting.grant(until(order, later, Origin.of(other)), false);
    assertThat(ofPartner()).singleElement().extracting(Grant::endsOn).isEqualTo(later);
    assertThat(journal.of(ofPartner().get(0).id(), 100)).last().satisfies(entry -> {
      assertThat(entry.step()).isEqualTo(Step.EXTENDED);
      assertThat(entry.detail()).contains(order.terms().endsOn() + " to " + later);
    });
  }

  @Test
  void whatAPersonHasToGrantWaitsWithoutFailingAndGoesOnWhenItIsDone() {
    ByHand hand = new ByHand(target);
    targets = new Targets(List.of(hand));
    revoking = new Revoking(ledger, grants, admission, targets, clock);
    granting = new Granting(ledger, revoking, targets, clock);

    assertThat(granting.grant(orders("price-list").get(0), true)).isInstanceOf(Granting.Result.Pending.class);
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(Grant.State.REQUESTED);

    hand.done = true;
    assertThat(granting.resume(ofPartner().get(0).id(), Origin.person("legal"))).isInstanceOf(Granting.Result.Granted.class);
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(Grant.State.ACTIVE);

    hand.done = false;
    revoking.revokeAll(partner, "leaves", origin());
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(Grant.State.REVOKING);
    hand.done = true;
    assertThat(revoking.revoke(ofPartner().get(0), "leaves", origin())).isEqualTo(Revoking.Result.REVOKED);

    assertThat(journal.of(ofPartner().get(0).id(), 100)).extracting(Journal.Entry::step).containsExactly(Step.INTENDED, Step.SENT, Step.AWAITS_PERSON,
        Step.SENT, Step.CONFIRMED, Step.VERIFIED, Step.REVOKE_INTENDED, Step.REVOKE_SENT, Step.AWAITS_PERSON,
        Step.REVOKED_CONFIRMED, Step.REVOKED_VERIFIED);
  }

  private static GrantOrder until(GrantOrder order, LocalDate end, Origin origin) {
    return new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), order.place(), order.holder(),
        new Terms("renewed", "partner-management", end, null), origin);
  }

  /** The directory, when somebody has to do by hand what is asked of it. */
  private static final class ByHand implements TargetSystem {

    private final TargetSystem behind;
    private boolean done;

    ByHand(TargetSystem behind) {
      this.behind = behind;
    }

    @Override
    public String id() {
      return behind.id();
    }

    @Override
    public String grant(Access access) {
      await();
      return behind.grant(access);
    }

    @Override
    public void revoke(Access access) {
      await();
      behind.revoke(access);
    }

    @Override
    public boolean verify(Access access) {
      return behind.verify(access);
    }

    @Override
    public List<Access> list() {
      return behind.list();
    }

    private void await() {
      if (!done) {
        throw new AwaitsPerson("Somebody was asked");
      }
    }
  }
}
