package dev.entente.termination;

import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.access.TestAccess;
import dev.entente.access.target.TestDirectory;
import dev.entente.approval.TestApprovals;
import dev.entente.license.PartnerLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.portal.TestPortal;
import dev.entente.process.TestProcesses;
import dev.entente.program.Programs;
import dev.entente.termination.Requesting.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** What tests of whole exits share: one application whose clock goes on by months, whose directory makes trouble, and a silver partner for each. */
@EntenteTest
abstract class TerminatingTest {

  static final TestDirectory DIRECTORY = new TestDirectory();

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired Requesting requesting;
  @Autowired CallingOff callingOff;
  @Autowired Terminations terminations;
  @Autowired Proofs proofs;
  @Autowired WindDown windDown;
  @Autowired Lessons lessons;
  @Autowired PartnerLicenses licenses;
  @Autowired TestPortal portal;
  @Autowired Clock clock;
  @LocalServerPort int port;

  TestExit exit;
  TestApprovals people;
  PartnerId partner;

  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) {
    registry.add("entente.target.ldap.url", () -> "ldap://127.0.0.1:" + DIRECTORY.server().getListenPort());
    registry.add("entente.target.ldap.bind-dn", () -> "cn=admin");
    registry.add("entente.target.ldap.password", () -> "secret");
    registry.add("entente.target.ldap.timeout", () -> "1s");
  }

  @BeforeEach
  void aSilverPartner() {
    new TestProcesses(context);
    DIRECTORY.refuse(dn -> false);
    exit = new TestExit(context, port);
    people = new TestApprovals(context);
    partner = new TestAccess(context).active("SILVER");
  }

  long request(Reason reason, Gravity gravity) {
    return ((Answer.Requested) requesting.request(partner, reason, gravity, "It is over", "manager")).id();
  }

  void state(long id, State state) {
    soon().untilAsserted(() -> assertThat(terminations.get(id).state()).as(() -> "incidents: " + incidents()).isEqualTo(state));
  }

  String incidents() {
    return jdbc.sql("SELECT coalesce(string_agg(error_message, '; '), 'none') FROM engine.incident").query(String.class).single();
  }

  Stage stage() {
    return partners.facts(partner).stage();
  }

  List<String> mails(String template) {
    return jdbc.sql("SELECT recipient FROM mail WHERE subject_id = :id AND template = :template").param("id", partner.value()).param("template", template)
        .query(String.class).list();
  }
}
