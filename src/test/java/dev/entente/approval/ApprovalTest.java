package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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
  TestSubject subject;

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

  private void request(String kind) {
    instance = processes.start("approval", partner.value(), Map.of("partnerId", partner.value(), "approvalKind", kind, "approvalSubject", about,
        "requestedBy", "manager"));
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
    for (String file : new String[] {"approval.bpmn", "decide-approval.form"}) {
      files.put(file, Files.readString(Path.of("bpmn", file)));
    }
    return files;
  }
}
