package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.entente.EntenteTest;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TaskFlowTest {

  private static final String GROUP = "finance";

  @Autowired
  WebApplicationContext context;

  @Autowired
  UserTasks tasks;

  @Autowired
  TaskAnnouncer announcer;

  @Autowired
  JdbcClient jdbc;

  MockMvc mvc;
  TestProcesses processes;
  String partner = "T-" + UUID.randomUUID();
  long instance;
  UserTask task;

  @BeforeEach
  void aTaskOfFinanceThatManagerAskedFor() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    processes = new TestProcesses(context);
    instance = processes.start(processes.deployApproval(GROUP), partner, Map.of("partnerId", partner, "requestedBy", "manager"));
    task = await().atMost(Duration.ofSeconds(10)).until(() -> tasks.ofBusinessId(partner), found -> found.size() == 1).get(0);
  }

  @Test
  void isListedForItsGroupWithPartnerAndDueDate() throws Exception {
    assertThat(get("/api/tasks?partnerId=" + partner, as("finance", GROUP)).getContentAsString())
        .contains("\"key\":\"" + task.key() + "\"", "\"partnerId\":\"" + partner + "\"", "\"total\":1", "\"dueAt\":\"");
    assertThat(get("/api/tasks?partnerId=" + partner, as("legal", "legal")).getContentAsString()).contains("\"total\":0");
    assertThat(get("/api/tasks?size=200", as("finance", GROUP)).getContentAsString()).contains(String.valueOf(task.key()));
    assertThat(get("/api/tasks?size=201", as("finance", GROUP)).getStatus()).isEqualTo(400);
  }

  @Test
  void saysWhyItIsAskedAndWhereAnswersLead() throws Exception {
    String page = get("/tasks/" + task.key(), as("finance", GROUP)).getContentAsString();

    assertThat(page).contains("Approve to go on. Reject to stop.", "Next: Approved", "Next: Rejected", "/partners/" + partner + "/facts", "data-form");
    assertThat(get("/tasks", as("finance", GROUP)).getContentAsString()).contains("Decide");
    assertThat(get("/tasks/mine-fragment", as("finance", GROUP)).getContentAsString()).contains("Decide");
    assertThat(get("/partners/" + partner + "/tasks", as("finance", GROUP)).getContentAsString()).contains("Decide");
    assertThat(get("/tasks/" + task.key() + "/schema", as("finance", GROUP)).getContentAsString()).contains("applicationDecision");
    assertThat(get("/tasks/" + task.key() + "/values", as("finance", GROUP)).getContentAsString()).isEqualTo("{}");
  }

  @Test
  void completingAnUnclaimedTaskClaimsItAndIsRecordedOnce() throws Exception {
    assertThat(complete("finance", GROUP, "{\"variables\":{\"applicationDecision\":\"APPROVE\"}}").getStatus()).isEqualTo(204);

    await().atMost(Duration.ofSeconds(10)).until(() -> processes.stateOf(instance), "COMPLETED"::equals);
    assertThat(tasks.find(task.key())).hasValueSatisfying(done -> assertThat(done.assignee()).isEqualTo("finance"));
    assertThat(trail()).containsExactly("finance task.completed");

    MockHttpServletResponse again = complete("finance", GROUP, "{\"variables\":{\"applicationDecision\":\"APPROVE\"}}");
    assertThat(again.getStatus()).isEqualTo(409);
    assertThat(again.getContentAsString()).contains("not open any more");
    assertThat(trail()).hasSize(1);
  }

  @Test
  void isRefusedToOthersToTheRequesterAndToAuditors() throws Exception {
    String body = "{\"variables\":{\"applicationDecision\":\"APPROVE\"}}";
    assertThat(complete("legal", "legal", body).getStatus()).isEqualTo(403);
    assertThat(post("/api/tasks/" + task.key() + "/claim", as("legal", "legal"), "").getStatus()).isEqualTo(403);

    MockHttpServletResponse requester = complete("manager", GROUP, body);
    assertThat(requester.getStatus()).isEqualTo(403);
    assertThat(requester.getContentAsString()).contains("Four eyes");
    assertThat(post("/api/tasks/" + task.key() + "/claim", as("manager", GROUP), "").getStatus()).isEqualTo(403);

    assertThat(post("/api/tasks/" + task.key() + "/complete", user("auditor").authorities(new SimpleGrantedAuthority("ROLE_AUDITOR"), new SimpleGrantedAuthority("GROUP_" + GROUP)), body).getStatus()).isEqualTo(403);
    assertThat(get("/api/tasks/" + task.key(), user("auditor").roles("AUDITOR")).getStatus()).isEqualTo(200);
    assertThat(post("/api/tasks/1/complete", as("finance", GROUP), body).getStatus()).isEqualTo(404);
    assertThat(tasks.find(task.key())).hasValueSatisfying(open -> assertThat(open.assignee()).isNull());
  }

  @Test
  void acceptsOnlyWhatTheFormAsksFor() throws Exception {
    MockHttpServletResponse response = complete("finance", GROUP, "{\"variables\":{\"applicationDecision\":\"YES\",\"riskRating\":\"LOW\"}}");

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(response.getContentType()).startsWith("application/problem+json");
    assertThat(response.getContentAsString()).contains("riskRating", "APPROVE, REJECT");
    assertThat(trail()).isEmpty();
  }

  @Test
  void isClaimedByOneAndReleased() throws Exception {
    assertThat(post("/api/tasks/" + task.key() + "/claim", as("finance", GROUP), "").getStatus()).isEqualTo(204);

    MockHttpServletResponse other = post("/api/tasks/" + task.key() + "/claim", as("finance2", GROUP), "");
    assertThat(other.getStatus()).isEqualTo(409);
    assertThat(other.getContentAsString()).contains("claimed by finance");

    assertThat(post("/api/tasks/" + task.key() + "/unclaim", as("finance", GROUP), "").getStatus()).isEqualTo(204);
    assertThat(complete("finance2", GROUP, "{\"variables\":{\"applicationDecision\":\"REJECT\"}}").getStatus()).isEqualTo(204);
    assertThat(trail()).containsExactly("finance task.claimed", "finance task.released", "finance2 task.completed");
  }

  @Test
  void isAnnouncedRemindedOfAndEscalatedOnceEach() {
    announcer.look();
    announcer.look();
    assertThat(mails()).containsExactly("task-announced finance@entente.example");

    pass("remind_at");
    announcer.look();
    announcer.look();
    assertThat(mails()).containsExactly("task-announced finance@entente.example", "task-reminded finance@entente.example");

    pass("due_at");
    announcer.look();
    announcer.look();
    assertThat(mails()).containsExactly("task-announced finance@entente.example", "task-reminded finance@entente.example",
        "task-escalated executives@entente.example", "task-escalated manager@entente.example");
  }

  private void pass(String column) {
    jdbc.sql("UPDATE task_notice SET " + column + " = :past WHERE task_key = :key")
        .param("past", OffsetDateTime.now().minusYears(1)).param("key", task.key()).update();
  }

  private List<String> mails() {
    return jdbc.sql("SELECT split_part(key, ':', 1) || ' ' || recipient FROM mail WHERE subject_id = :id ORDER BY id")
        .param("id", partner).query(String.class).list();
  }

  private List<String> trail() {
    return jdbc.sql("SELECT actor || ' ' || action FROM trail WHERE subject = :id ORDER BY id").param("id", partner).query(String.class).list();
  }

  private MockHttpServletResponse complete(String name, String group, String body) throws Exception {
    return post("/api/tasks/" + task.key() + "/complete", as(name, group), body);
  }

  private static UserRequestPostProcessor as(String name, String group) {
    return user(name).authorities(new SimpleGrantedAuthority("ROLE_APPROVER"),
        new SimpleGrantedAuthority("GROUP_" + group));
  }

  private MockHttpServletResponse get(String url, UserRequestPostProcessor user) throws Exception {
    return send(MockMvcRequestBuilders.get(url), user);
  }

  private MockHttpServletResponse post(String url, UserRequestPostProcessor user, String body) throws Exception {
    return send(MockMvcRequestBuilders.post(url).with(csrf()).contentType(MediaType.APPLICATION_JSON).content(body), user);
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, UserRequestPostProcessor user) throws Exception {
    return mvc.perform(request.with(user)).andReturn().getResponse();
  }
}
