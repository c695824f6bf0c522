package dev.entente.termination;

import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.TestAccess;
import dev.entente.approval.TestApprovals;
import dev.entente.license.PartnerLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.portal.TestPortal;
import dev.entente.process.TestProcesses;
import dev.entente.program.Programs;
import dev.entente.provisioning.DirectoryTest;
import dev.entente.termination.TerminationRequests.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of whole exits share: the people of an exit, and a silver partner for each. */
abstract class TerminatingTest extends DirectoryTest {

  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired TerminationRequests requesting;
  @Autowired CallOffDecision callingOff;
  @Autowired Terminations terminations;
  @Autowired Proofs proofs;
  @Autowired WindDown windDown;
  @Autowired Lessons lessons;
  @Autowired PartnerLicenses licenses;
  @Autowired TestPortal portal;

  TestExit exit;
  TestApprovals people;
  PartnerId partner;

  @BeforeEach
  void aSilverPartner() {
    new TestProcesses(context);
    exit = new TestExit(context);
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
