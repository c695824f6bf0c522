package dev.entente.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.access.target.TestDirectory;
import dev.entente.approval.TestApprovals;
import dev.entente.exception.ExceptionCase.EndReason;
import dev.entente.exception.ExceptionCase.State;
import dev.entente.license.TestLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.TestProcesses;
import dev.entente.training.Certifications;
import dev.entente.training.TrainingWaivers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** Exceptions from request to end, on an application of its own: its clock is moved by months and its directory fails. */
@EntenteTest
@DirtiesContext
class ExceptionLifeTest {

  private static final TestDirectory DIRECTORY = new TestDirectory();

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired RequestingExceptions requesting;
  @Autowired EndingExceptions ending;
  @Autowired ExceptionCases cases;
  @Autowired Exceptions exceptions;
  @Autowired TrainingWaivers waivers;
  @Autowired Certifications certifications;
  @Autowired Partners partners;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private TestAccess access;
  private TestLicenses licenses;
  private TestApprovals people;
  private PartnerId partner;

  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) {
    registry.add("entente.target.ldap.url", () -> "ldap://127.0.0.1:" + DIRECTORY.server().getListenPort());
    registry.add("entente.target.ldap.bind-dn", () -> "cn=admin");
    registry.add("entente.target.ldap.password", () -> "secret");
    registry.add("entente.target.ldap.timeout", () -> "1s");
  }

  @AfterAll
  static void closeDirectory() {
    DIRECTORY.close();
  }

  @BeforeEach
  void aSilverPartner() {
    new TestProcesses(context);
    access = new TestAccess(context);
    licenses = new TestLicenses(context);
    people = new TestApprovals(context);
    partner = access.active("SILVER");
  }

  @Test
  void aUsageCapIsInTheLicenseUntilItsMinute() throws Exception {
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
  void anEarlyAccessIsInTheTargetForItsTimeAndCarriesItsOwnEnd() throws Exception {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);

    assertThat(access.holders(partner, "lead-sharing")).containsExactly(partner.value());
    LocalDate end = LocalDate.ofInstant(cases.get(id).endsAt(), java.time.ZoneOffset.UTC);
    assertThat(access.open(partner, "lead-sharing")).containsExactly("ACTIVE until " + end);
    assertThat(jdbc.sql("SELECT owner || ': ' || reason FROM access_grant WHERE partner_id = :id AND entitlement = 'lead-sharing'")
        .param("id", partner.value()).query(String.class).single()).startsWith("product: Exception " + id);

    moveTo(cases.get(id).endsAt());
    settled(id, State.ENDED);
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void anExtensionGoesOnWithoutAGap() throws Exception {
    String first = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(first, State.IN_FORCE);
    long grant = grantOf("lead-sharing");

    String second = requesting.extend(first, new Wish(null, null, null, "30", "The pilot takes longer"), "manager").requested().id();
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
  void anExtendedUsageCapNeverDropsAndNeverDoubles() throws Exception {
    String first = request("USAGE_CAP", "", "100", 10);
    people.approve(partner, "chris", "channel-management");
    settled(first, State.IN_FORCE);
    String second = requesting.extend(first, new Wish(null, null, null, "10", "The customer rolls out later"), "manager").requested().id();
    approveExtension();
    settled(second, State.IN_FORCE);
    Instant handOver = cases.get(first).endsAt();

    assertThat(licenses.seatsAt(partner, handOver.minusSeconds(1))).isEqualTo(600);
    assertThat(licenses.seatsAt(partner, handOver)).isEqualTo(600);
    moveTo(handOver);
    settled(first, State.ENDED);
    assertThat(licenses.seats(partner)).isEqualTo(600);

    assertThat(requesting.extend(second, new Wish(null, null, null, "10", "Once more, please"), "manager").problems())
        .extracting(Problem::key).containsExactly("exception.problem.renewals");
  }

  @Test
  void waiversTermsAndGraceAreReadForTheirTimeOnly() throws Exception {
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
  void aGraceKeepsLicenseAndAccessLongerAndGivesTheirEndsBack() throws Exception {
    moveTo(licenses.end(partner).minus(Duration.ofDays(30)));
    Instant term = licenses.end(partner);
    List<String> before = access.open(partner, "price-list");
    String id = request("GRACE", "LICENSE", "", 14);
    people.approve(partner, "chris", "channel-management");
    settled(id, State.IN_FORCE);

    assertThat(cases.get(id).endsAt()).isEqualTo(term.plus(Duration.ofDays(14)));
    assertThat(licenses.end(partner)).isEqualTo(term.plus(Duration.ofDays(14)));
    String later = "ACTIVE until " + LocalDate.ofInstant(cases.get(id).endsAt(), java.time.ZoneOffset.UTC);
    assertThat(access.open(partner, "price-list")).containsOnly(later).hasSize(2);
    assertThat(access.open(partner, "license")).containsExactly(later);

    ending.revoke(id, "manager", "The renewal is signed");
    settled(id, State.ENDED);
    assertThat(licenses.end(partner)).isEqualTo(term);
    assertThat(access.open(partner, "price-list")).isEqualTo(before);
  }

  @Test
  void aLicenseThatEndedMeanwhileIsNotIssuedAnewWhenAnExceptionEnds() throws Exception {
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
  void anExceptionThatEndsInAWindDownLeavesTierAndTermOfTheLicense() throws Exception {
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
  void certificatesThatLapseInAGraceCountUntilItsEnd() throws Exception {
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
  void twoUsageCapsAddUpAndEndOneByOne() throws Exception {
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
  void whatCanNotBeGrantedLeavesNothingBehind() throws Exception {
    DIRECTORY.refuse(dn -> dn.contains("lead-sharing"));
    try {
      String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
      approveEarlyAccess();
      settled(id, State.NOT_APPLIED);

      assertThat(access.open(partner, "lead-sharing")).isEmpty();
      assertThat(exceptions.inForce(partner, ExceptionKind.EARLY_ACCESS, clock.instant())).isEmpty();
      assertThat(mails("exception-not-applied")).isNotEmpty();
    } finally {
      DIRECTORY.refuse(dn -> false);
    }
    assertThat(access.holders(partner, "lead-sharing")).isEmpty();
  }

  @Test
  void whatCanNotBeTakenBackStaysVisiblyOpenUntilItIs() throws Exception {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);
    DIRECTORY.refuse(dn -> dn.contains("lead-sharing"));
    try {
      moveTo(cases.get(id).endsAt());
      soon().until(() -> access.open(partner, "lead-sharing").stream().anyMatch(row -> row.startsWith("REVOKING")));
      assertThat(cases.get(id).state()).isEqualTo(State.REVERTING);
      assertThat(exceptions.inForce(partner, ExceptionKind.EARLY_ACCESS, clock.instant())).isEmpty();
    } finally {
      DIRECTORY.refuse(dn -> false);
    }
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

    new TestProcesses(context).publish("partner-terminated", partner.value(), Map.of());
    new TestProcesses(context).publish("partner-terminated", partner.value(), Map.of());
    new TestProcesses(context).publish("partner-terminated", partner.value(), Map.of());

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
  void whatTheTierGivesByNowStays() throws Exception {
    String id = request("EARLY_ACCESS", "lead-sharing", "", 20);
    approveEarlyAccess();
    settled(id, State.IN_FORCE);
    jdbc.sql("UPDATE partner SET tier = 'GOLD' WHERE id = :id").param("id", partner.value()).update();

    moveTo(cases.get(id).endsAt());
    settled(id, State.ENDED);

    assertThat(access.holders(partner, "lead-sharing")).containsExactly(partner.value());
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

  private String request(String kind, String scope, String amount, int days) {
    RequestingExceptions.Answer answer = requesting.request(partner, new Wish(kind, scope, amount, "" + days, "A customer waits for it"), "manager");
    assertThat(answer.problems()).isEmpty();
    return answer.requested().id();
  }

  private void approveEarlyAccess() {
    people.approve(partner, "paula", "product");
  }

  /** Two of three. */
  private void approveExtension() {
    people.approve(partner, "chris", "channel-management");
    people.approve(partner, "fred", "finance");
  }

  private void settled(String id, State state) {
    soon().untilAsserted(() -> assertThat(cases.get(id).state()).isEqualTo(state));
  }

  private long grantOf(String entitlement) {
    return jdbc.sql("SELECT id FROM access_grant WHERE partner_id = :id AND entitlement = :entitlement AND state = 'ACTIVE'")
        .param("id", partner.value()).param("entitlement", entitlement).query(Long.class).single();
  }

  private List<String> mails(String template) {
    return jdbc.sql("SELECT recipient FROM mail WHERE subject_id = :id AND template = :template ORDER BY id").param("id", partner.value())
        .param("template", template).query(String.class).list();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  private void moveTo(Instant instant) throws Exception {
    move(Duration.between(clock.instant(), instant).plusMillis(20));
  }

  private void move(Duration by) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/clock/add"))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"offsetMilli\":" + by.toMillis() + "}")).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
