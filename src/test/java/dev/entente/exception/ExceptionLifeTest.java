package dev.entente.exception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.exception.ExceptionCase.EndReason;
import dev.entente.exception.ExceptionCase.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exceptions that are approved, from the request to the end of their time. */
class ExceptionLifeTest extends ExceptionTest {

  @Test
  void aUsageCapIsInTheLicenseUntilItsMinute() {
    Instant term = licenses.end(partner);
    String id = request("USAGE_CAP", "", "200", 30);
    assertThat(licenses.seats(partner)).isEqualTo(500);

    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);

    assertThat(licenses.seats(partner)).isEqualTo(700);
    assertThat(licenses.end(partner)).as("an exception does not prolong the license").isEqualTo(term);
    assertThat(mails("exception-in-force")).hasSize(3);
    moveTo(cases.get(id).endsAt().minusSeconds(60));
    assertThat(licenses.seats(partner)).isEqualTo(700);
    soon().untilAsserted(() -> assertThat(mails("exception-expiring")).as("told a week before").hasSize(3));

    moveTo(cases.get(id).endsAt());
    assertThat(licenses.seats(partner)).as("at the minute, whatever the process still does").isEqualTo(500);
    settled(id, State.ENDED);
    assertThat(cases.get(id).endReason()).isEqualTo(EndReason.EXPIRED);
    assertThat(licenses.extras(partner)).as("and the license is issued anew without it").isEmpty();
    assertThat(licenses.end(partner)).isEqualTo(term);
    assertThat(mails("exception-ended")).hasSize(3);
  }

  @Test
  void aMarketIsTakenBackAtOnceWhenRevoked() {
    String id = request("MARKET", "FR", "", 60);
    people.approve(partner, "carla", "compliance");
    people.approve(partner, "lena", "legal");
    settled(id, State.IN_FORCE);
    assertThat(licenses.markets(partner)).contains("FR");

    assertThat(ending.revoke(id, "manager", "Sold to somebody else there")).isTrue();
    assertThat(ending.revoke(id, "manager", "Sold to somebody else there")).as("once").isFalse();

    settled(id, State.ENDED);
    assertThat(licenses.markets(partner)).containsExactly("AT", "DE");
    assertThat(cases.get(id)).satisfies(ended -> {
      assertThat(ended.endReason()).isEqualTo(EndReason.REVOKED);
      assertThat(ended.revokedBy()).isEqualTo("manager");
      assertThat(ended.note()).isEqualTo("Sold to somebody else there");
    });
    assertThat(mails("exception-ended")).isNotEmpty();
  }

  @Test
  void anEarlyAccessIsInTheTargetForItsTimeAndCarriesItsOwnEnd() {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);

    assertThat(access.holders(partner, "lead-sharing")).containsExactly(partner.value());
    LocalDate end = LocalDate.ofInstant(cases.get(id).endsAt(), ZoneOffset.UTC);
    assertThat(access.open(partner, "lead-sharing")).containsExactly("ACTIVE until " + end);
    assertThat(jdbc.sql("SELECT owner || ': ' || reason FROM access_grant WHERE partner_id = :id AND entitlement = 'lead-sharing'")
        .param("id", partner.value()).query(String.class).single()).startsWith("product: Exception " + id);

    moveTo(cases.get(id).endsAt());
    settled(id, State.ENDED);
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void anExtensionGoesOnWithoutAGap() {
    String first = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(first, State.IN_FORCE);
    long grant = grantOf("lead-sharing");

    String second = requesting.extend(first, new ExceptionRequest(null, null, null, "30", "The pilot takes longer"), "manager").requested().id();
    approveExtension();
    settled(second, State.IN_FORCE);
    Instant handOver = cases.get(first).endsAt();
    assertThat(cases.get(second)).satisfies(next -> {
      assertThat(next.startsAt()).isEqualTo(handOver);
      assertThat(next.endsAt()).isEqualTo(handOver.plus(Duration.ofDays(30)));
    });

    moveTo(handOver);
    settled(first, State.ENDED);
    assertThat(access.holders(partner, "lead-sharing")).containsExactly(partner.value());
    assertThat(grantOf("lead-sharing")).as("never revoked to be granted again").isEqualTo(grant);
    assertThat(mails("exception-ended")).as("it goes on, so nobody is told that it ended").isEmpty();
    assertThat(exceptions.inForce(partner, ExceptionKind.EARLY_ACCESS, handOver)).extracting(Exceptions.InForce::id).containsExactly(second);

    moveTo(handOver.plus(Duration.ofDays(30)));
    settled(second, State.ENDED);
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void anExtendedUsageCapNeverDropsAndNeverDoubles() {
    String first = request("USAGE_CAP", "", "100", 10);
    people.approve(partner, "chris", "channel-management");
    settled(first, State.IN_FORCE);
    String second = requesting.extend(first, new ExceptionRequest(null, null, null, "10", "The customer rolls out later"), "manager").requested().id();
    approveExtension();
    settled(second, State.IN_FORCE);
    Instant handOver = cases.get(first).endsAt();

    assertThat(licenses.seatsAt(partner, handOver.minusSeconds(1))).isEqualTo(600);
    assertThat(licenses.seatsAt(partner, handOver)).isEqualTo(600);
    moveTo(handOver);
    settled(first, State.ENDED);
    assertThat(licenses.seats(partner)).isEqualTo(600);

    assertThat(requesting.extend(second, new ExceptionRequest(null, null, null, "10", "Once more, please"), "manager").problems())
        .extracting(ExceptionProblem::key).containsExactly("exception.problem.renewals");
  }

  @Test
  void waiversTermsAndGraceAreReadForTheirTimeOnly() {
    String waiver = request("TRAINING_WAIVER", "sales", "2", 15);
    people.approve(partner, "chris", "channel-management");
    settled(waiver, State.IN_FORCE);
    String terms = request("PAYMENT_TERMS", "", "60", 15);
    people.approve(partner, "fred", "finance");
    settled(terms, State.IN_FORCE);

    assertThat(waivers.waivedPeople(partner, "sales", clock.instant())).isEqualTo(2);
    assertThat(waivers.waivedPeople(partner, "technical", clock.instant())).isZero();
    assertThat(exceptions.paymentDays(partner, clock.instant())).hasValue(60);

    moveTo(cases.get(terms).endsAt());
    settled(waiver, State.ENDED);
    settled(terms, State.ENDED);
    assertThat(waivers.waivedPeople(partner, "sales", clock.instant())).isZero();
    assertThat(exceptions.paymentDays(partner, clock.instant())).isEmpty();
  }

  @Test
  void aGraceKeepsLicenseAndAccessLongerAndGivesTheirEndsBack() {
    moveTo(licenses.end(partner).minus(Duration.ofDays(30)));
    Instant term = licenses.end(partner);
    List<String> before = access.open(partner, "price-list");
    String id = request("GRACE", "LICENSE", "", 14);
    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);

    assertThat(cases.get(id).endsAt()).isEqualTo(term.plus(Duration.ofDays(14)));
    assertThat(licenses.end(partner)).isEqualTo(term.plus(Duration.ofDays(14)));
    String later = "ACTIVE until " + LocalDate.ofInstant(cases.get(id).endsAt(), ZoneOffset.UTC);
    assertThat(access.open(partner, "price-list")).containsOnly(later).hasSize(2);
    assertThat(access.open(partner, "license")).containsExactly(later);

    ending.revoke(id, "manager", "The renewal is signed");
    settled(id, State.ENDED);
    assertThat(licenses.end(partner)).isEqualTo(term);
    assertThat(access.open(partner, "price-list")).isEqualTo(before);
  }

  @Test
  void certificatesThatLapseInAGraceCountUntilItsEnd() {
    jdbc.sql("""
            INSERT INTO enrollment (partner_id, contact_id, curriculum, course, program_version, process_instance_key, planned_by, state, planned_at)
            SELECT c.partner_id, c.id, 'entry', 'foundations', p.program_version, 1, -nextval('partner_number'), 'PASSED', now()
            FROM contact c JOIN partner p ON p.id = c.partner_id WHERE c.partner_id = :partner AND c.role = 'SIGNER'
            """).param("partner", partner.value()).update();
    jdbc.sql("""
            INSERT INTO certificate (code, token, enrollment_id, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on,
              expires_on, pdf)
            SELECT 'C-' || e.id, 'T-' || e.id, e.id, e.partner_id, e.contact_id, 'Ann Lee', e.curriculum, e.course, 'Foundations', 90, CAST(:today AS date),
              CAST(:today AS date) + 5, '\\x00'
            FROM enrollment e WHERE e.partner_id = :partner
            """).param("partner", partner.value()).param("today", LocalDate.now(clock)).update();
    String id = request("GRACE", "CERTIFICATION", "", 40);
    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);

    move(Duration.ofDays(20));
    assertThat(certifications.of(partner)).as("lapsed two weeks ago, but in the grace").hasSize(1);
    moveTo(cases.get(id).endsAt());
    assertThat(certifications.of(partner)).isEmpty();
  }

  @Test
  void twoUsageCapsAddUpAndEndOneByOne() {
    String longer = request("USAGE_CAP", "", "100", 40);
    people.approve(partner, "chris", "channel-management");
    settled(longer, State.IN_FORCE);
    String shorter = request("USAGE_CAP", "", "50", 5);
    people.approve(partner, "chris", "channel-management");
    settled(shorter, State.IN_FORCE);
    assertThat(licenses.seats(partner)).isEqualTo(650);

    moveTo(cases.get(shorter).endsAt());
    settled(shorter, State.ENDED);

    assertThat(licenses.seats(partner)).isEqualTo(600);
    assertThat(cases.get(longer).state()).isEqualTo(State.IN_FORCE);
  }

  @Test
  void whatTheTierGivesByNowStays() {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);
    jdbc.sql("UPDATE partner SET tier = 'GOLD' WHERE id = :id").param("id", partner.value()).update();

    moveTo(cases.get(id).endsAt());
    settled(id, State.ENDED);

    assertThat(access.holders(partner, "lead-sharing")).containsExactly(partner.value());
  }
}
