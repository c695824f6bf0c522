package dev.entente.termination;

import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;

import dev.entente.access.TestPartners;
import dev.entente.evidence.EvidenceRequest;
import dev.entente.evidence.EvidenceRequests;
import dev.entente.settlement.Settlements;
import dev.entente.settlement.Statement;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The branches of an exit: certificates that are late, refused or waived, and a statement that is incomplete, disputed, corrected and upheld. */
class ExitBranchesTest extends TerminatingTest {

  @Autowired EvidenceRequests requests;
  @Autowired Settlements settlements;

  @Test
  void aStatementIsCompletedDisputedCorrectedUpheldAndPaid() throws Exception {
    long id = unwinding();
    RequestPostProcessor ann = portal.as(partner, "SIGNER");
    long contact = portal.contact(partner, "SIGNER");
    exit.handIn(partner, contact, 2);
    exit.complete(partner, "task_checkCertificate", "compliance", Map.of("certificateDecision", "REJECT", "certificateComment", "The second page is missing"));
    exit.complete(partner, "task_checkCertificate", "compliance", Map.of("certificateDecision", "ACCEPT", "certificateComment", "complete"));
    soon().untilAsserted(() -> assertThat(requests.ofPartner(partner, 9)).filteredOn(EvidenceRequest::isOpen).singleElement()
        .satisfies(again -> assertThat(again.instructions()).contains("The second page is missing")));
    exit.handIn(partner, contact, 1);
    exit.complete(partner, "task_checkCertificate", "compliance", Map.of("certificateDecision", "ACCEPT", "certificateComment", "complete"));
    exit.writeLessons(partner);

    long first = exit.awaitTask(partner, "task_settleObligations").key();
    finance("/obligations", "kind", "FEE", "description", "Seats beyond the cap", "amount", "");
    exit.complete(partner, "task_settleObligations", "finance", Map.of("obligationsComplete", true));
    soon().untilAsserted(() -> assertThat(exit.task(partner, "task_settleObligations")).as("an amount is missing").get()
        .satisfies(task -> assertThat(task.key()).isNotEqualTo(first)));
    assertThat(mails("statement-issued")).isEmpty();
    finance("/obligations/" + fee() + "/amount", "amount", "1200");
    exit.complete(partner, "task_settleObligations", "finance", Map.of("obligationsComplete", true));
    issued(id, 1, 120_000);

    long statement = settlements.ofCase("termination:" + id).orElseThrow().id();
    String path = "/portal/exit/statements/" + statement;
    exit.mvc().perform(post(path + "/dispute").param("reason", " ").with(csrf()).with(ann)).andExpect(flash().attribute("problem", "termination.exit.reason.missing"));
    RequestPostProcessor stranger = portal.as(new TestPartners(jdbc, programs).onboarding("SILVER"), "SIGNER");
    assertThat(exit.mvc().perform(post(path + "/dispute").param("reason", "mine").with(csrf()).with(stranger)).andReturn().getResponse().getStatus()).isEqualTo(404);
    dispute(path, ann, "We reported these seats", "termination.exit.disputed");
    dispute(path, ann, "And once more", "termination.exit.tooLate");
    assertThat(exit.mvc().perform(get("/portal/exit").with(ann)).andReturn().getResponse().getContentAsString()).contains("We reported these seats").doesNotContain("??");

    exit.complete(partner, "task_resolveDispute", "legal", Map.of("disputeDecision", "CORRECT", "disputeComment", "Half of them were reported"));
    finance("/obligations/" + fee() + "/amount", "amount", "600");
    exit.complete(partner, "task_settleObligations", "finance", Map.of("obligationsComplete", true));
    issued(id, 2, 60_000);
    dispute(path, ann, "Still too much", "termination.exit.disputed");
    exit.complete(partner, "task_resolveDispute", "legal", Map.of("disputeDecision", "UPHOLD", "disputeComment", "The agreement says so"));

    exit.awaitTask(partner, "task_recordPayment");
    assertThat(settlements.ofCase("termination:" + id).orElseThrow().state()).isEqualTo(Statement.State.FINAL);
    assertThat(mails("statement-upheld")).hasSize(2);
    exit.mvc().perform(financePost("/obligations/" + fee() + "/amount", "amount", "1")).andExpect(flash().attribute("problem", "settlement.notOpen"));
    exit.recordPayment(partner);
    state(id, State.CLOSED);
    assertThat(obligations()).containsExactlyInAnyOrder("MATERIAL SETTLED", "MATERIAL SETTLED", "FEE SETTLED");
  }

  @Test
  void certificatesThatDoNotComeAreRemindedOfProlongedAndWaived() throws Exception {
    long id = unwinding();
    soon().untilAsserted(() -> assertThat(requests.ofPartner(partner, 9)).filteredOn(EvidenceRequest::isOpen).hasSize(2));
    List<Long> asked = requests.ofPartner(partner, 9).stream().map(EvidenceRequest::id).toList();
    for (int week = 1; week <= 4; week++) {
      move(Duration.ofDays(7).plusMinutes(1));
      int expected = 2 * week;
      soon().untilAsserted(() -> assertThat(mails("evidence-reminder")).as("each week, of each certificate").hasSize(expected));
    }
    assertThat(exit.task(partner, "task_decideMissing")).isEmpty();
    move(Duration.ofDays(3));
    soon().until(() -> exit.tasks(partner, "task_decideMissing").size() == 2);

    exit.complete(partner, "task_decideMissing", "legal", Map.of("missingDecision", "WAIVE", "missingReason", "Insolvent, nobody answers"));
    soon().untilAsserted(() -> assertThat(obligations()).containsExactlyInAnyOrder("MATERIAL WAIVED", "MATERIAL OPEN"));
    exit.complete(partner, "task_decideMissing", "legal", Map.of("missingDecision", "WAIT", "missingReason", "They asked for time"));
    soon().untilAsserted(() -> assertThat(mails("evidence-reminder")).as("told of the new day").hasSize(9));
    List<EvidenceRequest> after = asked.stream().map(request -> requests.find(request).orElseThrow()).toList();
    assertThat(after).filteredOn(request -> request.state() == EvidenceRequest.State.WITHDRAWN).hasSize(1);
    assertThat(after).filteredOn(EvidenceRequest::isOpen).singleElement()
        .satisfies(open -> assertThat(open.dueAt().toInstant()).isAfter(clock.instant().plus(Duration.ofDays(29))));
    move(Duration.ofDays(7).plusMinutes(1));
    soon().untilAsserted(() -> assertThat(mails("evidence-reminder")).as("one certificate is still owed").hasSize(10));
    exit.handIn(partner, portal.contact(partner, "SIGNER"), 1);
    exit.complete(partner, "task_checkCertificate", "compliance", Map.of("certificateDecision", "ACCEPT", "certificateComment", "late, but complete"));

    exit.writeLessons(partner);
    exit.awaitTask(partner, "task_settleObligations");
    finance("/obligations", "kind", "FEE", "description", "Benefits to be paid back", "amount", "500.50");
    exit.complete(partner, "task_settleObligations", "finance", Map.of("obligationsComplete", true));
    issued(id, 1, 50_050);
    move(Duration.ofDays(15));
    exit.awaitTask(partner, "task_recordPayment");
    dispute("/portal/exit/statements/" + settlements.ofCase("termination:" + id).orElseThrow().id(), portal.as(partner, "SIGNER"), "Late",
        "termination.exit.tooLate");
    assertThat(mails("statement-upheld")).as("nothing was disputed").isEmpty();
    exit.complete(partner, "task_recordPayment", "finance", Map.of("paymentOutcome", "WRITTEN_OFF", "paymentNote", "Insolvent"));

    state(id, State.CLOSED);
    assertThat(obligations()).containsExactlyInAnyOrder("MATERIAL WAIVED", "MATERIAL SETTLED", "FEE WAIVED");
    assertThat(settlements.ofCase("termination:" + id).orElseThrow().outcome()).isEqualTo("WRITTEN_OFF");
  }

  /** The notice is over, and the partner has nothing any more. */
  private long unwinding() {
    long id = request(Reason.CONVENIENCE, Gravity.ORDINARY);
    people.approve(partner, "lena", "legal");
    state(id, State.NOTICE);
    move(Duration.ofDays(31));
    state(id, State.UNWINDING);
    return id;
  }

  private void issued(long id, int version, long cents) {
    soon().untilAsserted(() -> assertThat(settlements.ofCase("termination:" + id).orElseThrow()).satisfies(statement -> {
      assertThat(statement.state()).isEqualTo(Statement.State.ISSUED);
      assertThat(statement.version()).isEqualTo(version);
      assertThat(statement.owedCents()).isEqualTo(cents);
    }));
    assertThat(mails("statement-issued")).hasSize(2 * version);
  }

  private void dispute(String path, RequestPostProcessor who, String reason, String answer) throws Exception {
    exit.mvc().perform(post(path + "/dispute").param("reason", reason).with(csrf()).with(who))
        .andExpect(flash().attribute(answer.equals("termination.exit.tooLate") ? "problem" : "notice", answer));
  }

  private void finance(String path, String... parameters) throws Exception {
    exit.mvc().perform(financePost(path, parameters)).andExpect(flash().attributeExists("notice"));
  }

  private MockHttpServletRequestBuilder financePost(String path, String... parameters) {
    MockHttpServletRequestBuilder request = post("/partners/" + partner + path).with(csrf()).with(TestExit.as("fred", "finance"));
    for (int i = 0; i < parameters.length; i += 2) {
      request.param(parameters[i], parameters[i + 1]);
    }
    return request;
  }

  private long fee() {
    return jdbc.sql("SELECT id FROM obligation WHERE partner_id = :id AND kind = 'FEE'").param("id", partner.value()).query(Long.class).single();
  }

  private List<String> obligations() {
    return jdbc.sql("SELECT kind || ' ' || state FROM obligation WHERE partner_id = :id").param("id", partner.value()).query(String.class).list();
  }
}
