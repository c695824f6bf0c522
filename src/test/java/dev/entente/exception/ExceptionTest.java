package dev.entente.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.access.TestAccess;
import dev.entente.approval.TestApprovals;
import dev.entente.exception.ExceptionCase.State;
import dev.entente.license.TestLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.TestProcesses;
import dev.entente.provisioning.DirectoryTest;
import dev.entente.training.Certifications;
import dev.entente.training.TrainingWaivers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of whole exceptions share: those who ask for them and approve them, and a silver partner for each. */
abstract class ExceptionTest extends DirectoryTest {

  @Autowired ExceptionRequests requesting;
  @Autowired ExceptionExpiry ending;
  @Autowired ExceptionCases cases;
  @Autowired Exceptions exceptions;
  @Autowired TrainingWaivers waivers;
  @Autowired Certifications certifications;
  @Autowired Partners partners;

  TestProcesses processes;
  TestAccess access;
  TestLicenses licenses;
  TestApprovals people;
  PartnerId partner;

  @BeforeEach
  void aSilverPartner() {
    processes = new TestProcesses(context);
    access = new TestAccess(context);
    licenses = new TestLicenses(context);
    people = new TestApprovals(context);
    partner = access.active("SILVER");
    jdbc.sql("UPDATE partner SET renewal_on = (SELECT max(ends_on) FROM access_grant WHERE partner_id = :id) WHERE id = :id").param("id", partner.value()).update();
  }

  String request(String kind, String scope, String amount, int days) {
    ExceptionRequests.Answer answer = requesting.request(partner, new ExceptionRequest(kind, scope, amount, "" + days, "A customer waits for it"), "manager");
    assertThat(answer.problems()).isEmpty();
    return answer.requested().id();
  }

  void approveEarlyAccess() {
    people.approve(partner, "paula", "product");
  }

  /** Two of three. */
  void approveExtension() {
    people.approve(partner, "chris", "channel-management");
    people.approve(partner, "fred", "finance");
  }

  void settled(String id, State state) {
    soon().untilAsserted(() -> assertThat(cases.get(id).state()).isEqualTo(state));
  }

  long grantOf(String entitlement) {
    return jdbc.sql("SELECT id FROM access_grant WHERE partner_id = :id AND entitlement = :entitlement AND state = 'ACTIVE'")
        .param("id", partner.value()).param("entitlement", entitlement).query(Long.class).single();
  }

  List<String> mails(String template) {
    return jdbc.sql("SELECT recipient FROM mail WHERE subject_id = :id AND template = :template ORDER BY id").param("id", partner.value())
        .param("template", template).query(String.class).list();
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  void moveTo(Instant instant) {
    move(Duration.between(clock.instant(), instant).plusMillis(20));
  }
}
