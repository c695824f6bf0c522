package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.engine.EngineClock;
import dev.entente.partner.PartnerId;
import dev.entente.portal.TestPortal;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
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
  InformationRequests questions;

  @Autowired
  ApprovalUpkeep upkeep;

  @Autowired
  TestSubject subject;

  @Autowired
  TestPortal portal;

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
  void levelsDecideOneAfterTheOtherAndNobodyTwice() {
    request("TEST_CHAIN");
    people.approve(partner, "frank", "finance");
    UserTask second = people.seat(partner, "legal");
    assertThat(refused(people.answer(second, "frank", "legal", "APPROVE", ""), 403)).contains("earlier level");
    String page = people.page("/approvals/" + approval().id(), "manager");
    assertThat(page).contains("Amount 100", "frank", "Legal", "All have to approve", "Something for " + partner, "Take it back").doesNotContain("??");
    assertThat(people.page("/approvals", "lena", "legal")).contains(approval().id());
    assertThat(people.page("/approvals?state=REJECTED", "lena", "legal")).doesNotContain(">" + approval().id());
    assertThat(people.page("/partners/" + partner + "/approvals", "lena", "legal")).contains(approval().id());

    people.approve(partner, "lena", "legal");
    assertThat(processes.stateOf(instance)).as("all of the level have to").isEqualTo("ACTIVE");
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(mails()).contains("approval-closed");
  }

  @Test
  void twoOfThreeAreEnough() {
    request("TEST_TWO_OF_THREE");
    people.approve(partner, "lena", "legal");
    people.reject(partner, "frank", "finance", "too dear");
    people.approve(partner, "pia", "product");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(people.seats(partner)).isEmpty();
  }

  @Test
  void silenceIsConsentWhenTheTimeIsUpAndFactsThatChangedByThenAreAskedAgain() {
    request("TEST_VETO");
    people.seat(partner, "finance");
    people.approve(partner, "lena", "legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> approvals.decisions(approval().id()).size() == 1);
    subject.amount(about, 5000);
    later(Duration.ofDays(7));
    await().atMost(Duration.ofSeconds(20)).until(() -> approvals.decisions(approval().id()).get(0).stale() && people.seats(partner).size() == 2);
    people.approve(partner, "lena", "legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).size() == 1);
    later(Duration.ofDays(7));
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.seats(approval().id())).anyMatch(seat -> seat.silentAt() != null && seat.group().equals("finance"));
  }

  /** Ada and Ben of finance both hand over to Cy; Ada also to Rea, who asks. Finance has two seats. */
  @Test
  void delegationsGiveNobodyASecondVoiceAndNoneToWhoAsked() {
    String ada = "ada-" + about;
    String ben = "ben-" + about;
    String cy = "cy-" + about;
    String rea = "rea-" + about;
    handOver(ada, cy);
    handOver(ben, cy);
    handOver(ada, rea);
    request("TEST_TWINS", rea);
    UserTask first = people.seat(partner, "finance");
    assertThat(refused(people.answer(first, rea, "product", "APPROVE", "", "x"), 403)).as("for ada").contains("Four eyes");
    assertThat(refused(people.answer(first, rea, "finance", "APPROVE", "", "x"), 403)).as("herself").contains("Four eyes");

    assertThat(people.answer(first, cy, "product", "APPROVE", "").getStatus()).isEqualTo(204);
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
    assertThat(people.page("/approvals/" + approval().id(), "manager")).contains(cy, "in place of " + ada);
  }

  @Test
  void aDecisionThatNobodyTookHereDoesNotCountAndIsAskedAgain() {
    request("TEST_FIRST");
    UserTask seat = people.seat(partner, "finance");
    String shown = people.shown(seat, "frank", "finance");
    processes.completePastTheApplication(seat, Map.of("approvalAnswer", "APPROVE", "approver", "frank", "factsSeen", shown));

    await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).stream().anyMatch(again -> again.key() != seat.key()));
    assertThat(approvals.decisions(approval().id())).isEmpty();
    assertThat(jdbc.sql("SELECT actor || ' ' || (details::json ->> 'why') || ' ' || (details::json ->> 'claimed') FROM trail WHERE subject = :id AND action = 'approval.decisionRefused'")
        .param("id", partner.value()).query(String.class).list()).containsExactly("system NOT_DECIDED_HERE frank");
    people.reject(partner, "frank", "finance", "really");
    assertThat(outcome()).isEqualTo("REJECTED");
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
  void factsThatChangedAreShownAndEarlierDecisionsAskedAgain() {
    request("TEST_CHAIN");
    people.approve(partner, "frank", "finance");
    UserTask seat = people.seat(partner, "legal");
    String shown = people.shown(seat, "lena", "legal");
    subject.amount(about, 5000);
    assertThat(refused(people.answer(seat, "lena", "legal", "APPROVE", "", shown), 409)).contains("facts changed", "nothing was decided");
    assertThat(people.page("/tasks/" + seat.key() + "?seen=" + shown, "lena", "legal")).contains("seen=" + shown);
    assertThat(people.page("/approvals/" + approval().id() + "/beside?seen=" + shown, "lena", "legal")).contains("Amount 100", "Amount 5000");
    people.approve(partner, "lena", "legal");

    await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).size() == 1 && approvals.decisions(approval().id()).get(0).stale());
    people.approve(partner, "frank", "finance");
    people.approve(partner, "fay", "finance");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.decisions(approval().id())).hasSize(4).filteredOn(Decision::stale).hasSize(1);
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
    request("TEST_FIRST", "contact:" + portal.contact(partner, "SIGNER"));
    assertThat(people.answer(people.seat(partner, "finance"), "frank", "finance", "ASK", "What for?").getStatus()).isEqualTo(204);
    InformationRequest question = await().atMost(Duration.ofSeconds(20)).until(() -> questions.of(approval().id()), found -> found.size() == 1).get(0);
    assertThat(mails()).contains("approval-question");
    RequestPostProcessor ann = portal.as(partner, "SIGNER");
    String here = "/portal/approvals/" + approval().id();
    assertThat(TestApprovals.seen(people.send(get("/portal"), ann))).as("what waits for her").contains("Answer a question: What for?", here);
    assertThat(people.send(get(here), portal.as(partner, "TECHNICAL")).getStatus()).as("asked for by somebody else").isEqualTo(404);
    assertThat(TestApprovals.seen(people.send(post(here + "/questions/" + question.id()).param("answer", " "), ann))).contains("What for?", "Write an answer");
    assertThat(people.send(post(here + "/questions/" + question.id()).param("answer", "For us."), ann).getStatus()).isEqualTo(302);
    assertThat(TestApprovals.seen(people.send(get(here), ann))).contains("For us.").doesNotContain("<textarea");
    assertThat(TestApprovals.seen(people.send(get("/portal"), ann))).doesNotContain(here);
    assertThat(questions.answer(approval(), question, "Again")).isFalse();
    people.reject(partner, "frank", "finance", "not for you");
    assertThat(outcome()).isEqualTo("REJECTED");
    assertThat(jdbc.sql("SELECT model::text FROM mail WHERE key = :key").param("key", "approval-closed:" + approval().id()).query(String.class).single())
        .contains("not for you").doesNotContain("frank");
  }

  @Test
  void severalAreDecidedTogetherAndEachHasItsResult() {
    request("TEST_FIRST");
    request("TEST_FIRST");
    List<UserTask> both = financeSeats(2);
    String own = about;
    about = UUID.randomUUID().toString();
    request("TEST_FIRST", "frank");
    List<UserTask> all = financeSeats(3);
    UserTask ofFrank = all.stream().filter(seat -> seat.processInstanceKey() == instance).findFirst().orElseThrow();
    String page = people.page(together(all), "frank", "finance");
    assertThat(page).contains("Not decided", "Four eyes").contains("name=\"key\" value=\"" + both.get(0).key() + "\"").doesNotContain("name=\"key\" value=\"" + ofFrank.key() + "\"");

    assertThat(people.decideTogether(page, all, "frank", "finance", "REJECT", "")).as("why").contains("approvalReason", "value=\"REJECT\" selected").doesNotContain("data-state=\"ACTIVE\"");
    assertThat(people.decideTogether(page, List.of(), "frank", "finance", "APPROVE", "")).contains("tick at least one");
    assertThat(people.decideTogether(page, all, "frank", "finance", "", "")).contains("is required");
    people.approve(partner, "lena", "legal");
    financeSeats(2);
    String results = people.decideTogether(page, all, "frank", "finance", "APPROVE", "fits");
    assertThat(results.split("data-state=\"ACTIVE\"", -1)).as("one was decided by lena meanwhile").hasSize(2);
    assertThat(results).contains("is not open any more", "Four eyes");

    UserTask left = financeSeats(1).get(0);
    String before = people.page(together(List.of(left)), "fay", "finance");
    subject.amount(about, 5000);
    String changed = people.decideTogether(before, List.of(left), "fay", "finance", "APPROVE", "fits");
    assertThat(changed).contains("facts changed", ">fits<").doesNotContain("data-state=\"ACTIVE\"");
    assertThat(people.decideTogether(changed, List.of(left), "fay", "finance", "APPROVE", "fits")).contains("data-state=\"ACTIVE\"");
    assertThat(outcome()).isEqualTo("APPROVED");
    assertThat(approvals.of("TEST_FIRST", own)).extracting(Approval::state).containsOnly(Approval.State.APPROVED);
  }

  private List<UserTask> financeSeats(int howMany) {
    return await().atMost(Duration.ofSeconds(20)).until(() -> people.seats(partner).stream().filter(seat -> seat.candidateGroups().contains("finance")).toList(),
        found -> found.size() == howMany);
  }

  private static String together(List<UserTask> tasks) {
    return "/tasks/together?key=" + tasks.stream().map(task -> String.valueOf(task.key())).collect(Collectors.joining(","));
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
    assertThat(mails()).as("the requester hears of it").contains("approval-closed");
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
