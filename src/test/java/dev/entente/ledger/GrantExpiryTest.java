package dev.entente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.OnOwnDirectory;
import dev.entente.ledger.Grant.State;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Journal.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GrantExpiryTest extends OnOwnDirectory {

  @Autowired GrantExpiryNotices notices;

  @Test
  void theOwnerHearsOfTheEndOnceAndAfterItsLastDayTheAccessIsGone() {
    GrantOrder order = endingIn(20, null);
    granting.grant(order, false);

    look(5);
    assertThat(mails("grants-ending")).as("too early").isEmpty();
    look(7);
    look(8);
    assertThat(mails("grants-ending")).singleElement().asString().contains("Price list", "Ann Lee", "Köhler & Söhne", "for the test");

    look(20);
    assertThat(ofPartner()).as("on its last day").singleElement().extracting(Grant::state).isEqualTo(State.ACTIVE);
    look(21);

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().satisfies(grant -> {
      assertThat(grant.state()).isEqualTo(State.REVOKED);
      assertThat(grant.revokeReason()).isEqualTo("It ended on " + order.terms().endsOn());
    });
    assertThat(journal.of(ofPartner().get(0).id(), 50)).extracting(Journal.Entry::step)
        .containsSubsequence(Step.VERIFIED, Step.NOTICED, Step.REVOKE_INTENDED, Step.REVOKED_VERIFIED);
  }

  @Test
  void whatCanNotBeRevokedAtItsEndIsRevokedWhenTheTargetIsBack() {
    granting.grant(endingIn(1, null), false);
    directory.stop();

    look(3);
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKING);

    directory.start();
    new RevocationSweep(grants, revoking, Clock.offset(clock, Duration.ofHours(1)), Duration.ofMinutes(5)).sweep();
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
    assertThat(memberships()).isZero();
  }

  @Test
  void whatIsGrantedLaterEndsWithWhatWasThereBefore() {
    LocalDate renewal = LocalDate.now(clock).plusDays(100);
    jdbc.sql("UPDATE partner SET renewal_on = :day WHERE id = :id").param("day", renewal).param("id", partner.value()).update();

    assertThat(orders("price-list")).extracting(order -> order.terms().endsOn()).containsOnly(renewal);
  }

  @Test
  void theOwnerHearsOfAReviewOnItsDay() {
    granting.grant(endingIn(60, LocalDate.now(clock).plusDays(10)), false);

    look(9);
    assertThat(mails("grants-review")).isEmpty();
    look(10);
    look(11);

    assertThat(mails("grants-review")).hasSize(1);
    assertThat(journal.of(ofPartner().get(0).id(), 50)).extracting(Journal.Entry::step).endsWith(Step.REVIEW_DUE);
  }

  private GrantOrder endingIn(int days, @Nullable LocalDate reviewOn) {
    GrantOrder order = orders("price-list").get(0);
    return new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), order.place(), order.holder(),
        new Terms("for the test", "partner-management", LocalDate.now(clock).plusDays(days), reviewOn), order.origin());
  }

  private void look(int daysLater) {
    new GrantExpiry(grants, revoking, notices, Clock.offset(clock, Duration.ofDays(daysLater)), Duration.ofDays(14)).look();
  }

  private List<String> mails(String template) {
    return jdbc.sql("SELECT model::text FROM mail WHERE template = :template AND subject_id = :id")
        .param("template", template).param("id", partner.value()).query(String.class).list();
  }
}
