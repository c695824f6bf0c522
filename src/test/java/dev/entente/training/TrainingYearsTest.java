package dev.entente.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.TestClock;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import dev.entente.training.Enrollment.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Whole trainings on the running product while its clock goes on for years; an application of its own, so that nobody else's time passes. */
@EntenteTest
@TestPropertySource(properties = "entente.training.reminder-interval=24h")
@DirtiesContext
class TrainingYearsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired TrainingStart starting;
  @Autowired Enrollments enrollments;
  @Autowired Certifications certifications;
  @Autowired Certificates certificates;
  @Autowired CourseCompletion completing;
  @Autowired UserTasks tasks;
  @Autowired TransactionTemplate transactions;
  @Autowired Clock clock;
  @LocalServerPort int port;

  @Autowired WebApplicationContext context;

  private final HttpClient http = HttpClient.newHttpClient();
  private PartnerId partner;
  private MockMvc mvc;
  private Contact ann;
  private Contact bob;

  @BeforeEach
  void anActivePartnerWithTwoPeople() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    transactions.executeWithoutResult(status -> partners.moveTo(partner, Stage.ONBOARDING, Stage.ACTIVE, null, "system", null));
    List<Contact> people = partners.facts(partner).contacts();
    ann = people.get(0);
    bob = people.get(1);
  }

  @Test
  void aCertificationIsRenewedInTimeOrLapses() throws Exception {
    train(List.of("entry", "sales"), List.of(ann), 1);
    until("three courses for the one who was nominated", () -> waiting(ann).equals(List.of("foundations", "positioning", "pricing")));
    assertThat(enrollments.ofLearner(partner, bob.id())).isEmpty();

    pass(Duration.ofDays(8));
    until("a weekly reminder for each", () -> mails("training-reminder") == 3);
    report(ann, "positioning", 10);
    untilDaysPassed("a retake after the cool-down", () -> attempt(ann, "positioning") == 2 && waiting(ann).contains("positioning"));
    for (String course : List.of("foundations", "positioning", "pricing")) {
      report(ann, course, 90);
    }
    until("the training is over", () -> running("training-certification") == 0 && certified(ann).size() == 3);
    assertThat(running("recertification")).isEqualTo(3);

    LocalDate expires = certifications.of(partner).get(0).expiresOn();
    passUntil(expires.minusDays(62));
    assertThat(waiting(ann)).isEmpty();
    passUntil(expires.minusDays(58));
    until("enrolled again before the end", () -> waiting(ann).equals(List.of("foundations", "positioning", "pricing")));
    report(ann, "foundations", 95);
    until("renewed", () -> certifications.of(partner).stream().anyMatch(one -> one.course().equals("foundations") && one.expiresOn().isAfter(expires)));

    passUntil(expires.plusDays(2));
    until("the others lapsed", () -> milestones() == 2);
    assertThat(certified(ann)).containsExactly("foundations");
    assertThat(mails("certificate-lapsed")).isEqualTo(2);
    Certificate lapsed = lapsed().get(0);
    assertThat(lapsed.standing(LocalDate.now(clock))).isEqualTo(Certificate.Standing.LAPSED);
    assertThat(get("/verify/" + lapsed.code())).contains("has lapsed");
    passUntil(expires.plusDays(70));
    assertThat(milestones()).as("told once").isEqualTo(2);
    until("only the renewed one is watched over", () -> running("recertification") == 1);
  }

  @Test
  void othersAreNominatedWithTheTimeThatTheyAreGiven() throws Exception {
    train(List.of("entry"), List.of(bob), 1);
    until("bob is enrolled", () -> waiting(bob).equals(List.of("foundations")));
    pass(Duration.ofDays(61));
    UserTask task = await().atMost(PATIENCE).until(() -> tasks.ofBusinessId(partner.value()).stream().findFirst().orElse(null), found -> found != null);
    assertThat(task.elementId()).isEqualTo("task_nominateOrExtend");

    assertThatThrownBy(() -> completing.complete(partner, bob.email(), "foundations", new CourseCompletion.Report(88, "lms", "c-" + partner)))
        .isInstanceOf(CourseCompletion.NotWaiting.class).hasMessageContaining("its time was up on").hasMessageContaining("kept for the partner manager");
    assertThat(jdbc.sql("SELECT count(*) FROM late_completion l JOIN enrollment e ON e.id = l.enrollment_id WHERE e.partner_id = :id")
        .param("id", partner.value()).query(Integer.class).single()).isEqualTo(1);

    assertThat(complete(task, Map.of("nominationDecision", "EXTEND", "nominatedLearners", List.of("999999")))).contains("takes a list of " + ann.id());
    assertThat(complete(task, Map.of("nominationDecision", "EXTEND", "extensionDays", 3))).contains("takes at least 7");
    assertThat(complete(task, Map.of("nominationDecision", "EXTEND", "nominatedLearners", List.of(String.valueOf(ann.id())), "extensionDays", 30))).isEmpty();
    until("ann is enrolled", () -> waiting(ann).equals(List.of("foundations")));
    assertThat(waiting(bob)).isEmpty();
    Instant until = enrollments.ofLearner(partner, ann.id()).get(0).openUntil();
    assertThat(Duration.between(clock.instant(), until)).isBetween(Duration.ofDays(29), Duration.ofDays(30));

    report(ann, "foundations", 75);
    until("enough", () -> running("training-certification") == 0 && certified(ann).size() == 1);
  }

  @Test
  void whoIsStillBusyMayFinish() throws Exception {
    train(List.of("entry"), List.of(ann, bob), 1);
    until("both learn", () -> waiting(ann).size() == 1 && waiting(bob).size() == 1);
    long before = enrollments.ofLearner(partner, bob.id()).get(0).processInstance();
    report(bob, "foundations", 20);
    report(ann, "foundations", 80);
    until("the requirement is met", () -> running("training-certification") == 0 && certified(ann).size() == 1);

    until("bob goes on by himself", () -> {
      Long now = enrollments.ofLearner(partner, bob.id()).get(0).processInstance();
      return now != null && now != before && running("course-enrollment") == 1;
    });
    assertThat(attempt(bob, "foundations")).as("the cool-down still runs").isEqualTo(1);
    untilDaysPassed("his second attempt", () -> attempt(bob, "foundations") == 2 && waiting(bob).size() == 1);
    assertThat(mails("training-enrolled")).isEqualTo(3);
    report(bob, "foundations", 90);
    until("certified as well", () -> certified(bob).size() == 1 && running("course-enrollment") == 0);
  }

  @Test
  void theSameReportTwiceIsOne() throws Exception {
    train(List.of("entry"), List.of(ann), 1);
    until("ann learns", () -> waiting(ann).size() == 1);
    CourseCompletion.Report report = new CourseCompletion.Report(40, "lms", "lms-1-" + partner);

    CourseCompletion.Completion first = completing.complete(partner, ann.email(), "foundations", report);
    assertThat(completing.complete(partner, ann.email(), "foundations", report)).isEqualTo(first);
    untilDaysPassed("the next attempt", () -> waiting(ann).size() == 1);
    assertThat(completing.complete(partner, ann.email(), "foundations", report)).as("not taken for the next attempt").isEqualTo(first);
    assertThatThrownBy(() -> completing.complete(partner, ann.email(), "foundations", new CourseCompletion.Report(90, "lms", report.completionId())))
        .isInstanceOf(CourseCompletion.NotWaiting.class).hasMessageContaining("was reported before");
    assertThat(waiting(ann)).hasSize(1);
  }

  @Test
  void whoLeavesIsCertifiedNoMore() throws Exception {
    train(List.of("entry", "sales"), List.of(ann, bob), 2);
    until("both learn", () -> waiting(ann).size() == 3 && waiting(bob).size() == 3);
    report(bob, "foundations", 90);
    until("bob has a certificate", () -> certified(bob).size() == 1 && running("recertification") == 1);

    leave(bob);
    until("it counts no more", () -> certified(bob).isEmpty() && running("recertification") == 0);
    until("nobody waits for his courses", () -> enrollments.ofLearner(partner, bob.id()).stream().noneMatch(one -> one.state().isOpen()));
    assertThat(partners.facts(partner).contacts()).extracting(Contact::id).containsExactly(ann.id());
    leave(ann);
    assertThat(partners.facts(partner).contacts()).as("the last one stays").hasSize(1);

    transactions.executeWithoutResult(status -> {
      partners.moveTo(partner, Stage.ACTIVE, Stage.TERMINATING, "test", "system", null);
      partners.moveTo(partner, Stage.TERMINATING, Stage.TERMINATED, "test", "system", null);
    });
    assertThat(enrollments.of(partner, 100)).extracting(Enrollment::state).doesNotContain(State.PLANNED, State.WAITING, State.SCORED);
  }

  private void train(List<String> curricula, List<Contact> learners, int people) {
    starting.start(partners.facts(partner), curricula, learners.stream().map(Contact::id).toList(), people, "manager");
  }

  private void report(Contact learner, String course, int score) {
    completing.complete(partner, learner.email(), course, new CourseCompletion.Report(score, "lms", null));
  }

  private List<String> waiting(Contact learner) {
    return enrollments.ofLearner(partner, learner.id()).stream().filter(one -> one.state() == State.WAITING).map(Enrollment::course).sorted().toList();
  }

  private int attempt(Contact learner, String course) {
    return enrollments.ofLearner(partner, learner.id()).stream().filter(one -> one.course().equals(course)).findFirst().orElseThrow().attempt();
  }

  private List<String> certified(Contact learner) {
    return certifications.of(partner).stream().filter(one -> one.contactId() == learner.id()).map(Certification::course).sorted().toList();
  }

  private List<Certificate> lapsed() {
    return certificates.ofEnrollments(enrollments.of(partner, 100).stream().map(Enrollment::id).toList()).values().stream()
        .filter(one -> one.lapsedAt() != null).toList();
  }

  private int running(String process) throws Exception {
    String filter = "{\"filter\":{\"processDefinitionId\":{\"$eq\":\"" + process + "\"},\"state\":{\"$eq\":\"ACTIVE\"},\"businessId\":{\"$eq\":\"" + partner + "\"}}}";
    HttpResponse<String> found = send("POST", "/v2/process-instances/search", filter);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return JSON.readTree(found.body()).path("page").path("totalItems").asInt();
  }

  private long milestones() {
    return jdbc.sql("SELECT count(*) FROM process_outbox WHERE name = 'milestone-reached' AND correlation_key = :key AND variables ->> 'milestone' = 'CERTIFICATION_LAPSED'")
        .param("key", partner.value()).query(Long.class).single();
  }

  private long mails(String template) {
    return jdbc.sql("SELECT count(*) FROM mail WHERE subject_id = :partner AND template = :template").param("partner", partner.value())
        .param("template", template).query(Long.class).single();
  }

  private void leave(Contact contact) throws Exception {
    mvc.perform(post("/partners/" + partner + "/contacts/" + contact.id() + "/left").with(csrf()).with(user("manager").roles("PARTNER_MANAGER")))
        .andExpect(status().is3xxRedirection());
  }

  private void pass(Duration time) {
    TestClock.move(port, time);
  }

  private void passUntil(LocalDate day) {
    pass(Duration.between(clock.instant(), day.atTime(12, 0).toInstant(ZoneOffset.UTC)).truncatedTo(ChronoUnit.SECONDS));
  }

  private String get(String path) throws Exception {
    return send("GET", path, null).body();
  }

  private String complete(UserTask task, Map<String, Object> variables) throws Exception {
    String body = JSON.writeValueAsString(Map.of("variables", variables));
    return send("POST", "/api/tasks/" + task.key() + "/complete", body).body();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes())).header("Content-Type", "application/json")
        .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void until(String what, Callable<Boolean> holds) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(holds);
  }

  /** Day by day: when a timer begins is for the process to say. */
  private void untilDaysPassed(String what, Callable<Boolean> holds) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
      if (holds.call()) {
        return true;
      }
      pass(Duration.ofDays(1));
      return false;
    });
  }
}
