package dev.entente.exception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.exception.ExceptionCase.EndReason;
import dev.entente.exception.ExceptionCase.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exceptions that nobody grants, that can't be put in force or taken back, or whose partner changes meanwhile. */
class ExceptionTroubleTest extends ExceptionTest {

  @Test
  void aLicenseThatEndedMeanwhileIsNotIssuedAnewWhenAnExceptionEnds() {
    moveTo(licenses.end(partner).minus(Duration.ofDays(30)));
    String id = request("GRACE", "LICENSE", "", 14);
    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);

    moveTo(cases.get(id).endsAt());
    settled(id, State.ENDED);

    assertThat(licenses.valid(partner)).isZero();
  }

  /** While a demotion winds down, the license is still of the tier before. */
  @Test
  void anExceptionThatEndsInAWindDownLeavesTierAndTermOfTheLicense() {
    Instant term = licenses.end(partner);
    String id = request("USAGE_CAP", "", "200", 30);
    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);
    partners.changeTier(partner, "REGISTERED", "system", 1L);

    ending.revoke(id, "manager", "No longer needed");
    settled(id, State.ENDED);

    assertThat(licenses.seats(partner)).isEqualTo(500);
    assertThat(licenses.end(partner)).isEqualTo(term);
  }

  @Test
  void whatCanNotBeGrantedLeavesNothingBehind() {
    DIRECTORY.refuse(dn -> dn.contains("lead-sharing"));
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.NOT_APPLIED);

    assertThat(access.open(partner, "lead-sharing")).isEmpty();
    assertThat(exceptions.inForce(partner, ExceptionKind.EARLY_ACCESS, clock.instant())).isEmpty();
    assertThat(mails("exception-not-applied")).isNotEmpty();
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void whatCanNotBeTakenBackStaysVisiblyOpenUntilItIs() {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);
    DIRECTORY.refuse(dn -> dn.contains("lead-sharing"));
    moveTo(cases.get(id).endsAt());
    soon().until(() -> access.open(partner, "lead-sharing").stream().anyMatch(row -> row.startsWith("REVOKING")));
    assertThat(cases.get(id).state()).isEqualTo(State.REVERTING);
    assertThat(exceptions.inForce(partner, ExceptionKind.EARLY_ACCESS, clock.instant())).isEmpty();

    DIRECTORY.refuse(dn -> false);
    soon().until(() -> {
      move(Duration.ofMinutes(10));
      return cases.get(id).state() == State.ENDED;
    });
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void terminationEndsAllThatRuns() {
    String cap = request("USAGE_CAP", "", "200", 30);
    people.approve(partner, "chris", "channel-management");
    settled(cap, State.IN_FORCE);
    String early = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(early, State.IN_FORCE);
    String asked = request("MARKET", "FR", "", 60);
    people.seat(partner, "legal");
    int mails = mails("exception-ended").size();

    // each message reaches one instance
    List.of(cap, early, asked).forEach(running -> processes.publish("partner-terminated", partner.value(), Map.of()));

    settled(cap, State.ENDED);
    settled(early, State.ENDED);
    settled(asked, State.WITHDRAWN);
    assertThat(cases.get(cap).endReason()).isEqualTo(EndReason.TERMINATED);
    assertThat(licenses.seats(partner)).isEqualTo(500);
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
    assertThat(people.seats(partner)).isEmpty();
    assertThat(mails("exception-ended")).hasSize(mails);
  }

  @Test
  void aPartnerThatLeavesMeanwhileGetsNothing() {
    String id = request("USAGE_CAP", "", "200", 30);
    people.seat(partner, "channel-management");
    jdbc.sql("UPDATE partner SET stage = 'TERMINATING' WHERE id = :id").param("id", partner.value()).update();

    people.approve(partner, "chris", "channel-management");

    settled(id, State.NOT_APPLIED);
    assertThat(licenses.seats(partner)).isEqualTo(500);
    assertThat(cases.get(id).note()).contains("active partners");
  }

  @Test
  void aRejectedOrWithdrawnRequestChangesNothing() {
    String rejected = request("PAYMENT_TERMS", "", "60", 15);
    people.reject(partner, "fred", "finance", "No more credit");
    settled(rejected, State.REJECTED);
    String withdrawn = request("PAYMENT_TERMS", "", "60", 15);
    people.seat(partner, "finance");

    assertThat(requesting.withdraw(withdrawn, "manager")).isTrue();

    settled(withdrawn, State.WITHDRAWN);
    assertThat(exceptions.paymentDays(partner, clock.instant())).isEmpty();
  }
}
