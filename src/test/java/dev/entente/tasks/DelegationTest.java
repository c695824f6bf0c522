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
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

/** Ada is in finance and goes away; Bo, of no group that is asked, stands in. All of them are new to each test. */
@EntenteTest
class DelegationTest {

  private static final String GROUP = "finance";

  @Autowired
  WebApplicationContext context;

  @Autowired
  UserTasks tasks;

  @Autowired
  TaskAnnouncer announcer;

  @Autowired
  TaskUpkeep upkeep;

  @Autowired
  Delegations delegations;

  @Autowired
  JdbcClient jdbc;

  MockMvc mvc;
  TestProcesses processes;
  String partner = "T-" + UUID.randomUUID();
  String ada = "ada-" + partner;
  String bo = "bo-" + partner;
  String requester = "rea-" + partner;
  UserTask task;

  @BeforeEach
  void aTaskOfFinance() throws Exception {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    processes = new TestProcesses(context);
    task = asked(partner);
    for (String name : List.of(ada, bo, requester)) {
      get("/tasks", name.equals(ada) ? as(ada, GROUP) : as(name, "product"));
    }
  }

  /** Those who stand in here would hear of the tasks of other tests. */
  @AfterEach
  void nobodyIsAwayAnyMore() {
    jdbc.sql("UPDATE delegation SET ended_at = now(), ended_by = 'test' WHERE ended_at IS NULL").update();
  }

  private UserTask asked(String about) {
    processes.start(processes.deployApproval(GROUP), about, Map.of("partnerId", about, "requestedBy", requester));
    return await().atMost(Duration.ofSeconds(10)).until(() -> tasks.ofBusinessId(about), found -> found.size() == 1).get(0);
  }

  @Test
  void aStandInDecidesOpenTasksAndBothNamesAreRecorded() throws Exception {
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(403);
    assertThat(get("/tasks?scope=delegated", as(bo, "product")).getContentAsString()).doesNotContain("/tasks/" + task.key());

    delegate(as(ada, GROUP), bo, today(), today().plusDays(6));

    assertThat(get("/tasks?scope=delegated", as(bo, "product")).getContentAsString()).contains("/tasks/" + task.key(), "You stand in for " + ada).doesNotContain("From and to");
    assertThat(get("/api/tasks?scope=delegated&size=200", as(bo, "product")).getContentAsString()).contains("\"key\":\"" + task.key() + "\"");
    assertThat(get("/tasks/" + task.key(), as(bo, "product")).getContentAsString()).contains("You act in place of " + ada, "Both names are recorded");
    assertThat(get("/delegations", as(bo, "product")).getContentAsString()).contains(ada, "In force");
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(204);

    assertThat(trailOf(partner)).singleElement().asString().contains("\"for\":\"" + ada + "\"", bo + " task.completed");
    assertThat(get("/tasks/" + task.key(), as("auditor"), "ROLE_AUDITOR").getContentAsString()).contains(bo, "In place of " + ada);
    assertThat(mails("delegation-given:%")).contains(bo + "@entente.example");
  }

  @Test
  void aStandInHearsOfNewTasksInPlaceOfTheOther() {
    givenByRow(ada, bo, List.of(), List.of(), List.of());
    UserTask later = asked("T-" + UUID.randomUUID());
    announcer.look();
    assertThat(jdbc.sql("SELECT model::text FROM mail WHERE key = :key").param("key", "task-announced:" + later.key() + ":" + bo).query(String.class).single())
        .contains("\"standsInFor\": \"" + ada + "\"");
  }

  @Test
  void aTaskThatTheAbsentOneClaimedIsTakenOver() throws Exception {
    assertThat(post("/api/tasks/" + task.key() + "/claim", as(ada, GROUP), "").getStatus()).isEqualTo(204);
    delegate(as(ada, GROUP), bo, today(), today());
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(204);
    assertThat(tasks.find(task.key())).hasValueSatisfying(done -> assertThat(done.assignee()).isEqualTo(bo));
  }

  @Test
  void whoAskedCanNeitherStandInNorBeStoodInFor() throws Exception {
    delegate(as(ada, GROUP), requester, today(), today());
    assertThat(text(complete(as(requester, "product")), 403)).contains("Four eyes");

    get("/tasks", as(requester, GROUP));
    delegate(as(requester, GROUP), bo, today(), today());
    assertThat(text(complete(as(bo, "product")), 403)).contains("Four eyes");
    assertThat(get("/tasks/" + task.key(), as(bo, "product")).getContentAsString()).contains("Four eyes");
    assertThat(tasks.find(task.key())).hasValueSatisfying(open -> assertThat(open.open()).isTrue());
  }

  @Test
  void whatWasHandedOverIsNotHandedOn() throws Exception {
    String cy = "cy-" + partner;
    get("/tasks", as(cy, "legal"));
    delegate(as(ada, GROUP), bo, today(), today());
    delegate(as(bo, "product"), cy, today(), today());
    assertThat(complete(as(cy, "legal")).getStatus()).isEqualTo(403);
  }

  @Test
  void itEndsWhenTheOtherLeavesTheGroup() throws Exception {
    delegate(as(ada, GROUP), bo, today(), today());
    get("/tasks", as(ada, "legal"));
    assertThat(complete(as(bo, "product")).getStatus()).as("narrowed to legal").isEqualTo(403);

    get("/tasks", as(ada));
    upkeep.look();
    assertThat(delegations.givenBy(ada, 0, 20).items()).singleElement().satisfies(over -> assertThat(over.endedBy()).isEqualTo("system"));
  }

  @Test
  void itEndsWhenTheStandInLeavesTheGroup() throws Exception {
    delegate(as(ada, GROUP), bo, today(), today());
    assertThat(complete(as(bo, "legal")).getStatus()).isEqualTo(403);
    upkeep.look();
    assertThat(delegations.givenBy(ada, 0, 20).items()).singleElement().satisfies(over -> assertThat(over.endedBy()).isEqualTo("system"));
    assertThat(complete(as(bo, "product")).getStatus()).as("back again, but it is over").isEqualTo(403);
    assertThat(trailOf("delegation:" + delegations.givenBy(ada, 0, 20).items().get(0).id())).last().asString().startsWith("system delegation.ended");
  }

  @Test
  void aMemberOfTheSameGroupTakesOverWhatTheAbsentOneClaimed() throws Exception {
    assertThat(post("/api/tasks/" + task.key() + "/claim", as(ada, GROUP), "").getStatus()).isEqualTo(204);
    assertThat(complete(as(bo, GROUP)).getStatus()).as("it is claimed").isEqualTo(409);
    delegate(as(ada, GROUP), bo, today(), today());
    assertThat(complete(as(bo, GROUP)).getStatus()).isEqualTo(204);
    assertThat(trailOf(partner)).last().asString().contains("\"for\":\"" + ada + "\"");
  }

  @Test
  void itHoldsOnItsDaysAndInItsScopeOnly() throws Exception {
    givenByRow(ada, bo, List.of("legal"), List.of(), List.of());
    givenByRow(ada, bo, List.of(), List.of("partner-onboarding"), List.of());
    givenByRow(ada, bo, List.of(), List.of(), List.of("TERMINATION"));
    jdbc.sql("UPDATE delegation SET starts_on = :day, ends_on = :day WHERE id = :id").param("day", today().minusDays(1))
        .param("id", givenByRow(ada, bo, List.of(), List.of(), List.of())).update();
    jdbc.sql("UPDATE delegation SET starts_on = :day, ends_on = :day WHERE id = :id").param("day", today().plusDays(1))
        .param("id", givenByRow(ada, bo, List.of(), List.of(), List.of())).update();
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(403);
    assertThat(get("/delegations", as(ada, GROUP)).getContentAsString()).contains(">Termination<", ">Partner onboarding</div>", ">Legal<");

    givenByRow(ada, bo, List.of(GROUP), List.of(task.processId()), List.of());
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(204);
  }

  @Test
  void endedItHoldsNoMore() throws Exception {
    delegate(as(ada, GROUP), bo, today(), today());
    long id = delegations.givenBy(ada, 0, 20).items().get(0).id();
    assertThat(post("/delegations/" + id + "/end", as(requester, "product"), "").getStatus()).isEqualTo(403);
    assertThat(post("/delegations/" + id + "/end", as(ada, GROUP), "").getStatus()).isEqualTo(302);
    assertThat(complete(as(bo, "product")).getStatus()).isEqualTo(403);
    assertThat(trailOf("delegation:" + id)).hasSize(2);
  }

  @Test
  void bothListsComeInPagesOfTheirOwnTheNewestFirst() throws Exception {
    for (int count = 1; count <= 22; count++) {
      givenByRow(ada, "to-" + count + ".", List.of(), List.of(), List.of());
      givenByRow("from-" + count + ".", ada, List.of(), List.of(), List.of());
    }

    assertThat(get("/delegations", as(ada, GROUP)).getContentAsString()).contains("to-22.", "to-3.", "from-22.", "from-3.", "1 to 20 of 22", "?given=1", "?received=1")
        .doesNotContain("to-2.", "from-2.", "??");
    assertThat(get("/delegations?given=1&received=0", as(ada, GROUP)).getContentAsString()).contains("to-2.", "to-1.", "from-22.", "21 to 22 of 22", "1 to 20 of 22")
        .contains("?given=1&amp;received=1").doesNotContain("to-3.", "from-2.");
    assertThat(get("/delegations?received=1", as(ada, GROUP)).getContentAsString()).contains("to-22.", "from-2.").doesNotContain("to-2.", "from-3.");
    assertThat(get("/delegations?given=-1", as(ada, GROUP)).getStatus()).isEqualTo(400);
    assertThat(delegations.givenTo(ada, 1, 20).items()).extracting(Delegation::delegator).containsExactly("from-2.", "from-1.");
  }

  @Test
  void mistakesAreNamedAtTheirFieldsAndNothingTypedIsLost() throws Exception {
    String page = text(form(as(ada, GROUP), "delegate", "nobody-here", "startsOn", today().minusDays(1).toString(), "endsOn", today().plusDays(90).toString(),
        "groups", "legal", "reason", "Skiing"), 200);
    assertThat(page).contains("Nobody of this name", "from today on", "longer than 30 days", "your own groups only", "value=\"nobody-here\"", "value=\"Skiing\"");
    assertThat(text(form(as(ada, GROUP), "delegate", ada, "startsOn", "soon", "endsOn", ""), 200)).contains("That is you", "Give a date");
    assertThat(text(form(as(ada, GROUP), "delegate", "auditor", "startsOn", today().toString(), "endsOn", today().toString()), 200)).contains("Auditors decide nothing");
    assertThat(text(form(as(bo), "delegate", ada, "startsOn", today().toString(), "endsOn", today().toString()), 200)).contains("You are in no group");
    assertThat(delegations.givenBy(ada, 0, 20).items()).isEmpty();
  }

  @Test
  void whoLeftTheGroupIsRefusedEvenWithTheTaskClaimed() throws Exception {
    assertThat(post("/api/tasks/" + task.key() + "/claim", as(ada, GROUP), "").getStatus()).isEqualTo(204);
    assertThat(complete(as(ada, "legal")).getStatus()).isEqualTo(403);
    assertThat(get("/tasks/" + task.key(), as(ada, "legal")).getContentAsString()).contains("not decide it").doesNotContain("data-submit");
    assertThat(tasks.find(task.key())).hasValueSatisfying(open -> assertThat(open.open()).isTrue());
  }

  private LocalDate today() {
    return delegations.today();
  }

  private void delegate(UserRequestPostProcessor from, String to, LocalDate starts, LocalDate ends) throws Exception {
    MockHttpServletResponse response = form(from, "delegate", to, "startsOn", starts.toString(), "endsOn", ends.toString());
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(302);
  }

  private long givenByRow(String from, String to, List<String> groups, List<String> ofProcesses, List<String> kinds) {
    return delegations.insert(new Delegation(0, from, to, today(), today(), groups, ofProcesses, kinds, List.of("product"), "", java.time.OffsetDateTime.now(), null, null));
  }

  private MockHttpServletResponse form(UserRequestPostProcessor who, String... fields) throws Exception {
    var request = MockMvcRequestBuilders.post("/delegations").with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    return mvc.perform(request.with(who)).andReturn().getResponse();
  }

  private MockHttpServletResponse complete(UserRequestPostProcessor who) throws Exception {
    return post("/api/tasks/" + task.key() + "/complete", who, "{\"variables\":{\"applicationDecision\":\"APPROVE\"}}");
  }

  private List<String> trailOf(String subject) {
    return jdbc.sql("SELECT actor || ' ' || action || ' ' || details FROM trail WHERE subject = :id AND action NOT LIKE 'task.claimed' ORDER BY id")
        .param("id", subject).query(String.class).list();
  }

  private List<String> mails(String key) {
    return jdbc.sql("SELECT recipient FROM mail WHERE key LIKE :key").param("key", key).query(String.class).list();
  }

  private static UserRequestPostProcessor as(String name, String... groups) {
    return user(name).authorities(Stream.concat(Stream.of("ROLE_APPROVER"), Arrays.stream(groups).map(group -> "GROUP_" + group))
        .map(SimpleGrantedAuthority::new).toList());
  }

  private static String text(MockHttpServletResponse response, int status) throws Exception {
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    return response.getContentAsString();
  }

  private MockHttpServletResponse get(String url, UserRequestPostProcessor who) throws Exception {
    return send(MockMvcRequestBuilders.get(url), who);
  }

  private MockHttpServletResponse get(String url, UserRequestPostProcessor who, String role) throws Exception {
    return send(MockMvcRequestBuilders.get(url), user("auditor").authorities(new SimpleGrantedAuthority(role)));
  }

  private MockHttpServletResponse post(String url, UserRequestPostProcessor who, String body) throws Exception {
    return send(MockMvcRequestBuilders.post(url).with(csrf()).contentType(MediaType.APPLICATION_JSON).content(body), who);
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, UserRequestPostProcessor who) throws Exception {
    return mvc.perform(request.with(who)).andReturn().getResponse();
  }
}
