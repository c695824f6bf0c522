package dev.entente.termination;

import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.access.TestPartners;
import dev.entente.partner.Stage;
import dev.entente.process.TestProcesses;
import dev.entente.termination.TerminationRequests.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Partnerships that end: notice, suspension, unwind and proof. */
class TerminationTest extends TerminatingTest {

  @Test
  void fromTheRequestToTheProof() throws Exception {
    assertThat(heldInDirectory()).isNotEmpty();
    long id = request(Reason.CONVENIENCE, Gravity.ORDINARY);
    assertThat(requesting.request(partner, Reason.BREACH, Gravity.ORDINARY, "again", "manager")).isInstanceOf(Answer.Refused.class);
    people.approve(partner, "lena", "legal");
    state(id, State.NOTICE);
    assertThat(stage()).isEqualTo(Stage.TERMINATING);
    assertThat(mails("termination-notice")).hasSize(2);
    assertThat(heldInDirectory()).as("access lasts until the notice ends").isNotEmpty();
    assertThat(terminations.get(id).terms()).isEqualTo(new Termination.Terms(30, 0, 90, false, false));

    move(Duration.ofDays(31));
    state(id, State.UNWINDING);
    soon().untilAsserted(() -> assertThat(heldInDirectory()).isEmpty());
    String kept = soon().until(() -> windDown.of(id), found -> !found.isEmpty()).get(0).licenseId();
    assertThat(licenses.standing(partner)).satisfies(standing -> {
      assertThat(standing.active()).isEmpty();
      assertThat(standing.windDown()).containsExactly(kept);
      assertThat(standing.onRevocationList()).hasSize(1);
    });
    exit.settle(partner, portal.contact(partner, "SIGNER"), 2);
    soon().untilAsserted(() -> assertThat(mails("statement-issued")).hasSize(2));
    assertThat(stage()).as("not before everything is settled").isEqualTo(Stage.TERMINATING);
    move(Duration.ofDays(15));

    state(id, State.CLOSED);
    assertThat(stage()).isEqualTo(Stage.TERMINATED);
    assertThat(proofs.latest(id)).allMatch(Proofs.Answer::clean).extracting(Proofs.Answer::asked)
        .contains("directory", "license-issuer", "licenses", "portal", "processes");
    assertThat(proofs.latest(id)).filteredOn(answer -> answer.asked().equals("licenses")).singleElement()
        .satisfies(answer -> assertThat(answer.detail()).contains("exempt", kept));
    assertThat(mails("termination-closed")).hasSize(2);
    String code = String.valueOf(terminations.get(id).code());
    assertThat(exit.mvc().perform(get("/verify/termination/" + code)).andReturn().getResponse().getContentAsString()).contains("Genuine").doesNotContain("??");
    assertThat(new String(exit.mvc().perform(get("/verify/termination/" + code + "/document")).andReturn().getResponse().getContentAsByteArray(), 0, 4)).isEqualTo("%PDF");
    assertThat(exit.mvc().perform(get("/verify/termination/AAAA-AAAA-AAAA")).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(lessons.search(new Lessons.Filter("earlier market " + partner, null, null), 0, 10)).singleElement()
        .extracting(found -> found.lesson().cause()).isEqualTo("FIT");

    move(Duration.ofDays(80));
    soon().untilAsserted(() -> assertThat(windDown.of(id).get(0).endedAt()).isNotNull());
    assertThat(licenses.standing(partner).windDown()).isEmpty();
  }

  @Test
  void whatTheTargetRefusesIsRevokedByHandAndWhatIsLeftKeepsItOpen() throws Exception {
    DIRECTORY.refuse(dn -> dn.startsWith("cn=price-list"));
    long id = request(Reason.NON_RENEWAL, Gravity.ORDINARY);
    people.approve(partner, "lena", "legal");
    state(id, State.NOTICE);
    move(Duration.ofDays(31));

    Map<String, Object> done = Map.of("byHandEvidence", "Removed with the admin console", "byHandDone", true);
    long first = exit.awaitTask(partner, "task_revokeByHand").key();
    assertThat(heldInDirectory()).as("all other roles are gone").filteredOn(dn -> dn.startsWith("cn="))
        .containsExactly("cn=price-list,ou=groups,dc=entente,dc=example");
    exit.complete(partner, "task_revokeByHand", "partner-management", done);
    soon().untilAsserted(() -> assertThat(exit.task(partner, "task_revokeByHand")).as("the target still shows it").get()
        .satisfies(task -> assertThat(task.key()).isNotEqualTo(first)));
    DIRECTORY.refuse(dn -> false);
    move(Duration.ofMinutes(61));
    soon().untilAsserted(() -> assertThat(exit.task(partner, "task_revokeByHand")).as("the machine tries beside the person").isEmpty());
    assertThat(heldInDirectory()).isEmpty();

    exit.settle(partner, portal.contact(partner, "SIGNER"), 2);
    soon().untilAsserted(() -> assertThat(mails("statement-issued")).hasSize(2));
    DIRECTORY.server().modify("dn: cn=learning,ou=groups,dc=entente,dc=example", "changetype: modify", "add: uniqueMember",
        "uniqueMember: " + orphanDn(), "-");
    move(Duration.ofDays(15));

    exit.awaitTask(partner, "task_clearLeftovers");
    assertThat(proofs.leftovers(id)).singleElement().satisfies(left -> {
      assertThat(left.target()).isEqualTo("directory");
      assertThat(left.role()).isEqualTo("learning");
    });
    assertThat(terminations.get(id).state()).isEqualTo(State.UNWINDING);
    move(Duration.ofMinutes(61));
    soon().untilAsserted(() -> assertThat(proofs.attempts(id, 9)).hasSizeGreaterThan(1));
    assertThat(stage()).isEqualTo(Stage.TERMINATING);
    DIRECTORY.server().modify("cn=learning,ou=groups,dc=entente,dc=example", new Modification(ModificationType.DELETE, "uniqueMember", orphanDn()));
    exit.complete(partner, "task_clearLeftovers", "partner-management", Map.of("clearedHow", "Removed the stray member"));
    state(id, State.CLOSED);
  }

  @Test
  void sanctionsSuspendBeforeAnybodyApprovesAndARefusalRestoresExactlyThat() throws Exception {
    List<String> before = heldInDirectory();
    long id = request(Reason.SANCTIONS, Gravity.ORDINARY);
    people.seat(partner, "legal");

    soon().untilAsserted(() -> assertThat(suspension()).isEqualTo("SUSPENDED"));
    assertThat(heldInDirectory()).isEmpty();
    assertThat(licenses.standing(partner).active()).isEmpty();
    assertThat(stage()).isEqualTo(Stage.SUSPENDED);
    people.reject(partner, "lena", "legal", "Another company of that name");

    state(id, State.REJECTED);
    soon().untilAsserted(() -> assertThat(suspension()).isEqualTo("REINSTATED"));
    assertThat(stage()).isEqualTo(Stage.ACTIVE);
    assertThat(heldInDirectory()).isEqualTo(before);
    assertThat(licenses.standing(partner).active()).hasSize(1);
  }

  @Test
  void aGraveBreachThatIsCuredRestoresAccess() throws Exception {
    List<String> before = heldInDirectory();
    long id = request(Reason.BREACH, Gravity.GRAVE);
    people.approve(partner, "lena", "legal");
    state(id, State.NOTICE);
    soon().untilAsserted(() -> assertThat(heldInDirectory()).isEmpty());

    assertThat(callingOff.cured(id, "fine", "manager")).as("never by who asked for it").contains("termination.callOff.fourEyes");
    assertThat(callingOff.cured(id, "Repository closed, people trained", "carla")).isEmpty();

    state(id, State.CURED);
    soon().untilAsserted(() -> assertThat(heldInDirectory()).isEqualTo(before));
    assertThat(stage()).isEqualTo(Stage.ACTIVE);
    assertThat(mails("termination-called-off")).hasSize(2);
    assertThat(callingOff.withdrawn(id, "late", "carla")).contains("termination.callOff.tooLate");
  }

  @Test
  void aPartnerInOnboardingIsTerminatedAtOnceAndItsProcessStops() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    TestProcesses processes = new TestProcesses(context);
    long learning = processes.start("training-certification", partner.value(), Map.of("partnerId", partner.value(), "requestedBy", "manager",
        "curriculum", "entry", "certifiedPeopleRequired", 1, "sla", Map.of()));
    soon().untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM enrollment WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single())
        .isEqualTo(2));
    long id = request(Reason.CONVENIENCE, Gravity.ORDINARY);
    people.approve(partner, "lena", "legal");
    state(id, State.UNWINDING);

    soon().until(() -> {
      move(Duration.ofSeconds(11));
      return !processes.stateOf(learning).equals("ACTIVE");
    });
    exit.settle(partner, portal.contact(partner, "SIGNER"), 0);
    soon().untilAsserted(() -> assertThat(mails("statement-issued")).hasSize(2));
    move(Duration.ofDays(15));
    state(id, State.CLOSED);
    assertThat(stage().isFinal()).isTrue();
  }

  private String suspension() {
    return jdbc.sql("SELECT state FROM access_suspension WHERE partner_id = :id ORDER BY id DESC LIMIT 1").param("id", partner.value()).query(String.class).single();
  }

  private String orphanDn() {
    return "uid=stray,o=" + partner.value() + ",ou=partners,dc=entente,dc=example";
  }

  /** Everything below the directory's root that names the partner, as an LDAP client sees it: entries, and groups with its members. */
  private List<String> heldInDirectory() throws LDAPException {
    return DIRECTORY.server().search("dc=entente,dc=example", SearchScope.SUB, "(objectClass=*)", "uniqueMember").getSearchEntries().stream()
        .filter(entry -> entry.getDN().contains(partner.value())
            || entry.hasAttribute("uniqueMember") && String.join(" ", entry.getAttributeValues("uniqueMember")).contains(partner.value()))
        .map(entry -> entry.getDN()).sorted().toList();
  }
}
