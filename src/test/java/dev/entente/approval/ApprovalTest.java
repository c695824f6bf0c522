package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.engine.EngineClock;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ApprovalTest {

  /** Levels as rows of the decision table: groups, mode, needed, working days, where to escalate, same person allowed. */
  private static final String LEVELS = """
      TEST_FIRST 1 "finance, legal" "FIRST" null 2 "executives" false
      TEST_ALL 1 "finance, legal" "ALL" null 2 "executives" false
      TEST_TWO_OF_THREE 1 "finance, legal, product" "N_OF_M" 2 2 "executives" false
      TEST_VETO 1 "finance, legal" "VETO" null 2 "" false
      TEST_TWINS 1 "finance, finance" "ALL" null 2 "executives" false
      TEST_CHAIN 1 "finance" "FIRST" null 2 "executives" false
      TEST_CHAIN 2 "legal, finance" "ALL" null 3 "executives" false
      """;

  @Autowired
  WebApplicationContext context;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  Programs programs;

  @Autowired
  Approvals approvals;

  @Autowired
  Questions questions;

  @Autowired
  ApprovalUpkeep upkeep;

  @Autowired
  TestSubject subject;

  @Autowired
  Clock clock;

  Duration moved = Duration.ZERO;

  TestProcesses processes;
  TestApprovals people;
  PartnerId partner;
  String about = UUID.randomUUID().toString();
  long instance;

  @BeforeEach
  void aPartner() throws IOException {
    processes = new TestProcesses(context);
    people = new TestApprovals(context);
    partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    processes.deployTogether(withLevelsOfTheTests());
  }

  @Test
  void theFirstAnswerDecidesForAll() {
    request("TEST_FIRST");
    people.approve(partner, "lena", "legal");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(people.seats(partner)).isEmpty();
  }

  @Test
  void allHaveToApprove() {
    request("TEST_ALL");
    people.approve(partner, "lena", "legal");
    UserTask left = people.seat(partner, "finance");
    assertThat(processes.stateOf(instance)).isEqualTo("ACTIVE");
    assertThat(people.answer(left, "frank", "finance", "APPROVE", "").getStatus()).isEqualTo(204);
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void oneRejectionEndsItWhereAllHaveToApprove() {
    request("TEST_ALL");
    people.reject(partner, "lena", "legal", "no contract");
    assertThat(outcome()).isEqualTo("REJECTED");
    assertThat(people.seats(partner)).isEmpty();
  }

  @Test
  void twoOfThreeAreEnough() {
    request("TEST_TWO_OF_THREE");
    people.approve(partner, "lena", "legal");
    people.reject(partner, "frank", "finance", "too dear");
    people.approve(partner, "pia", "product");
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void twoOfThreeAreLostWithTheSecondRejection() {
    request("TEST_TWO_OF_THREE");
    people.reject(partner, "lena", "legal", "no");
    people.reject(partner, "frank", "finance", "no");
    assertThat(outcome()).isEqualTo("REJECTED");
    assertThat(people.seats(partner)).isEmpty();
  }

  @Test
  void anObjectionStopsIt() {
    request("TEST_VETO");
    people.reject(partner, "lena", "legal", "not now");
    assertThat(outcome()).isEqualTo("REJECTED");
  }

  @Test
  void silenceIsConsentWhenTheTimeIsUp() {
    request("TEST_VETO");
    people.seat(partner, "finance");
    people.approve(partner, "lena", "legal");
    assertThat(processes.stateOf(instance)).isEqualTo("ACTIVE");
    later(Duration.ofDays(7));
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.seats(approval().id())).anyMatch(seat -> seat.silentAt() != null && seat.group().equals("finance"));
  }

  @Test
  void levelsDecideOneAfterTheOtherAndNobodyTwice() {
    request("TEST_CHAIN");
    people.approve(partner, "frank", "finance");
    UserTask second = people.seat(partner, "legal");
    assertThat(refused(people.answer(second, "frank", "legal", "APPROVE", ""), 403)).contains("earlier level");
    people.approve(partner, "lena", "legal");
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(mails()).contains("approval-closed");
  }

  @Test
  void onePersonNeverFillsTwoSeats() {
    request("TEST_TWINS");
    people.approve(partner, "frank", "finance");
    UserTask left = people.seat(partner, "finance");
    assertThat(refused(people.answer(left, "frank", "finance", "APPROVE", ""), 403)).contains("on this level already");
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void theSamePersonThroughTwoDelegationsFillsOneSeat() {
    String ada = "ada-" + about;
    String ben = "ben-" + about;
    String cy = "cy-" + about;
    handOver(ada, cy);
    handOver(ben, cy);
    request("TEST_TWINS");
    assertThat(people.answer(people.seat(partner, "finance"), cy, "product", "APPROVE", "").getStatus()).isEqualTo(204);
    await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).size() == 1);
    UserTask left = people.seat(partner, "finance");
    assertThat(refused(people.answer(left, cy, "product", "APPROVE", ""), 403)).contains("on this level already");
    assertThat(refused(people.answer(left, ada, "finance", "APPROVE", ""), 403)).as("cy spoke for ada").contains("on this level already");
    people.approve(partner, ben, "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.decisions(approval().id())).first().satisfies(decision -> {
      assertThat(decision.decidedBy()).isEqualTo(cy);
      assertThat(decision.decidedFor()).isEqualTo(ada);
    });
  }

  @Test
  void whoAskedDecidesNothingNotEvenInAnothersPlace() {
    request("TEST_FIRST");
    UserTask seat = people.seat(partner, "finance");
    assertThat(refused(people.answer(seat, "manager", "finance", "APPROVE", "", "x"), 403)).contains("Four eyes");
  }

  @Test
  void twoWhoDecideAtTheSameMomentDoNotDisturbEachOther() throws Exception {
    request("TEST_ALL");
    UserTask ofLegal = people.seat(partner, "legal");
    UserTask ofFinance = people.seat(partner, "finance");
    Thread other = new Thread(() -> people.answer(ofLegal, "lena", "legal", "APPROVE", "yes"));
    other.start();
    people.answer(ofFinance, "frank", "finance", "APPROVE", "yes");
    other.join();
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.decisions(approval().id())).hasSize(2);
  }

  @Test
  void theSamePersonAtTheSameMomentFillsOneSeatAndTheOtherIsAskedAgain() throws Exception {
    request("TEST_TWINS");
    List<UserTask> both = await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner), found -> found.size() == 2);
    Thread other = new Thread(() -> people.answer(both.get(0), "frank", "finance", "APPROVE", "yes"));
    other.start();
    people.answer(both.get(1), "frank", "finance", "APPROVE", "yes");
    other.join();
    await().atMost(Duration.ofSeconds(20)).until(() -> approvals.decisions(approval().id()).size() == 1 && people.seats(partner).size() == 1);
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void aFactThatChangedIsShownAndAskedAgain() {
    request("TEST_FIRST");
    UserTask seat = people.seat(partner, "finance");
    String shown = people.shown(seat, "frank", "finance");
    subject.amount(about, 5000);
    assertThat(refused(people.answer(seat, "frank", "finance", "APPROVE", "", shown), 409)).contains("facts changed", "nothing was decided");
    assertThat(people.page("/tasks/" + seat.key() + "?seen=" + shown, "frank", "finance")).contains("seen=" + shown);
    assertThat(people.page("/approvals/" + approval().id() + "/beside?seen=" + shown, "frank", "finance")).contains("Amount 100", "Amount 5000");
    people.approve(partner, "frank", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void earlierDecisionsOnOldFactsAreAskedAgain() {
    request("TEST_CHAIN");
    people.approve(partner, "frank", "finance");
    people.seat(partner, "legal");
    subject.amount(about, 5000);
    people.approve(partner, "lena", "legal");

    await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).size() == 1 && approvals.decisions(approval().id()).get(0).stale());
    people.approve(partner, "frank", "finance");
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.decisions(approval().id())).hasSize(4).filteredOn(Decision::stale).hasSize(1);
  }

  @Test
  void aFactThatChangesAfterTheLastDecisionIsCaughtAtTheEnd() {
    request("TEST_VETO");
    people.seat(partner, "finance");
    people.approve(partner, "lena", "legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> approvals.decisions(approval().id()).size() == 1);
    subject.amount(about, 5000);
    later(Duration.ofDays(7));
    await().atMost(Duration.ofSeconds(20)).until(() -> approvals.decisions(approval().id()).get(0).stale() && people.seats(partner).size() == 2);
    people.approve(partner, "lena", "legal");
    people.approve(partner, "frank", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void whenTheTimeIsUpTheNextLevelMayDecide() {
    request("TEST_FIRST");
    UserTask seat = people.seat(partner, "finance");
    assertThat(refused(people.answer(seat, "exa", "executives", "APPROVE", "", "x"), 403)).contains("no member");
    later(Duration.ofDays(7));
    people.approve(partner, "exa", "executives");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(mails()).contains("approval-escalated", "approval-closed");
  }

  @Test
  void theRequesterIsAskedForInformationAndTheApproverAskedAgain() {
    request("TEST_FIRST");
    UserTask seat = people.seat(partner, "finance");
    assertThat(refused(people.answer(seat, "frank", "finance", "ASK", ""), 400)).contains("approvalReason");
    assertThat(people.answer(seat, "frank", "finance", "ASK", "What for?").getStatus()).isEqualTo(204);
    UserTask information = people.task(partner, "task_giveInformation");
    assertThat(information.candidateUsers()).containsExactly("manager");
    assertThat(people.page("/tasks", "manager")).as("asked by name, and in no group").contains("/tasks/" + information.key());
    assertThat(people.page("/tasks/" + information.key(), "manager")).contains("/approvals/" + approval().id() + "/beside");
    assertThat(people.page("/approvals/" + approval().id() + "/beside", "manager")).contains("What for?");
    assertThat(people.complete(information, "manager", Map.of("information", "For a large customer.")).getStatus()).isEqualTo(204);

    UserTask again = await().atMost(Duration.ofSeconds(20)).until(() -> people.seat(partner, "finance"), found -> found.key() != seat.key());
    assertThat(people.page("/approvals/" + approval().id() + "/beside", "frank", "finance")).contains("For a large customer.");
    assertThat(people.answer(again, "frank", "finance", "APPROVE", "").getStatus()).isEqualTo(204);
    assertThat(outcome()).isEqualTo("APPROVED");
  }

  @Test
  void aContactIsAskedByMailAndAnswersInThePortal() {
    long contact = jdbc.sql("SELECT min(id) FROM contact WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
    request("TEST_FIRST", "contact:" + contact);
    assertThat(people.answer(people.seat(partner, "finance"), "frank", "finance", "ASK", "What for?").getStatus()).isEqualTo(204);
    Question question = await().atMost(Duration.ofSeconds(20)).until(() -> questions.of(approval().id()), found -> found.size() == 1).get(0);
    assertThat(mails()).contains("approval-question");
    assertThat(questions.answer(approval(), question, "For us.")).isTrue();
    assertThat(questions.answer(approval(), question, "Again")).isFalse();
    people.reject(partner, "frank", "finance", "not for you");
    assertThat(outcome()).isEqualTo("REJECTED");
    assertThat(jdbc.sql("SELECT model::text FROM mail WHERE key = :key").param("key", "approval-closed:" + approval().id()).query(String.class).single())
        .contains("not for you").doesNotContain("frank");
  }

  @Test
  void theRequesterTakesItBack() {
    request("TEST_ALL");
    people.seat(partner, "legal");
    assertThat(people.post("/approvals/" + approval().id() + "/withdraw", "lena", "legal").getStatus()).isEqualTo(403);
    assertThat(people.post("/approvals/" + approval().id() + "/withdraw", "manager").getStatus()).isEqualTo(302);
    assertThat(outcome()).isEqualTo("WITHDRAWN");
    assertThat(people.seats(partner)).isEmpty();
  }

  @Test
  void anApprovalWhoseProcessWasStoppedIsClosed() {
    request("TEST_ALL");
    people.seat(partner, "legal");
    processes.cancel(instance);
    upkeep.look();
    assertThat(approval().state()).isEqualTo(Approval.State.ABANDONED);
  }

  @Test
  void pagesTellTheChainTheFactsAndTheHistory() {
    request("TEST_CHAIN");
    people.approve(partner, "frank", "finance");
    people.seat(partner, "legal");
    String page = people.page("/approvals/" + approval().id(), "manager");
    assertThat(page).contains("Amount 100", "frank", "Legal", "All have to approve", "Something for " + partner, "Take it back").doesNotContain("??");
    assertThat(people.page("/approvals", "lena", "legal")).contains(approval().id());
    assertThat(people.page("/approvals?state=REJECTED", "lena", "legal")).doesNotContain(">" + approval().id());
    assertThat(people.page("/partners/" + partner + "/approvals", "lena", "legal")).contains(approval().id());
  }

  private void later(Duration time) {
    EngineClock engineClock = (EngineClock) clock;
    engineClock.add(time);
    moved = moved.plus(time);
  }

  @AfterEach
  void backToToday() {
    ((EngineClock) clock).add(moved.negated());
  }

  private void handOver(String from, String to) {
    people.page("/tasks", from, "finance");
    people.page("/tasks", to, "product");
    jdbc.sql("""
            INSERT INTO delegation (delegator, delegate, starts_on, ends_on, groups, processes, kinds, delegate_groups, reason, created_at)
            VALUES (:from, :to, current_date - 1, current_date + 1, '{}', '{approval}', '{TEST_TWINS}', '{product}', '', now())
            """)
        .param("from", from).param("to", to).update();
  }

  private Approval approval() {
    return await().atMost(Duration.ofSeconds(20)).until(() -> approvals.ofInstance(instance), Optional::isPresent).get();
  }

  private List<String> mails() {
    return jdbc.sql("SELECT template FROM mail WHERE subject_id = :id").param("id", partner.value()).query(String.class).list();
  }

  private static String refused(MockHttpServletResponse response, int status) {
    assertThat(response.getStatus()).as(TestApprovals.body(response)).isEqualTo(status);
    return TestApprovals.body(response);
  }

  private void request(String kind) {
    request(kind, "manager");
  }

  private void request(String kind, String requester) {
    instance = processes.start("approval", partner.value(), Map.of("partnerId", partner.value(), "approvalKind", kind, "approvalSubject", about,
        "requestedBy", requester));
  }

  private String outcome() {
    await().atMost(Duration.ofSeconds(20)).until(() -> processes.stateOf(instance), "COMPLETED"::equals);
    Approval approval = approvals.ofInstance(instance).orElseThrow();
    assertThat(processes.variablesOf(instance)).containsEntry("approvalDecision", "\"" + approval.state() + "\"")
        .containsEntry("approvalId", "\"" + approval.id() + "\"");
    return approval.state().name();
  }

  private static Map<String, String> withLevelsOfTheTests() throws IOException {
    StringBuilder rows = new StringBuilder();
    int number = 0;
    for (String line : LEVELS.lines().toList()) {
      String[] cells = line.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
      rows.append("<rule id=\"test_").append(++number).append("\"><inputEntry id=\"test_kind_").append(number).append("\"><text>\"").append(cells[0])
          .append("\"</text></inputEntry>");
      for (int any = 0; any < 3; any++) {
        rows.append("<inputEntry id=\"test_any_").append(number).append('_').append(any).append("\"><text>-</text></inputEntry>");
      }
      for (int cell = 1; cell < cells.length; cell++) {
        rows.append("<outputEntry id=\"test_cell_").append(number).append('_').append(cell).append("\"><text>").append(cells[cell]).append("</text></outputEntry>");
      }
      rows.append("</rule>");
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put("approval-routing.dmn", Files.readString(Path.of("bpmn/approval-routing.dmn")).replace("</decisionTable>", rows + "</decisionTable>"));
    for (String file : new String[] {"approval.bpmn", "decide-approval.form", "give-information.form"}) {
      files.put(file, Files.readString(Path.of("bpmn", file)));
    }
    return files;
  }
}
