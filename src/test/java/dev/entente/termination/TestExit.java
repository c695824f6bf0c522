package dev.entente.termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.evidence.EvidenceRequest;
import dev.entente.evidence.EvidenceRequests.Answer;
import dev.entente.evidence.EvidenceRequests;
import dev.entente.partner.PartnerId;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The people around an exit: they complete tasks over the API and hand in certificates. */
class TestExit {

  private final MockMvc mvc;
  private final UserTasks tasks;
  private final EvidenceRequests requests;
  private final JsonMapper json = JsonMapper.builder().build();

  TestExit(WebApplicationContext context) {
    this.mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    this.tasks = context.getBean(UserTasks.class);
    this.requests = context.getBean(EvidenceRequests.class);
  }

  MockMvc mvc() {
    return mvc;
  }

  Optional<UserTask> task(PartnerId partner, String element) {
    return tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals(element)).findFirst();
  }

  List<UserTask> tasks(PartnerId partner, String element) {
    return tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals(element)).toList();
  }

  /** Waits for the task of the element. */
  UserTask awaitTask(PartnerId partner, String element) {
    return soon().until(() -> task(partner, element), Optional::isPresent).orElseThrow();
  }

  void complete(PartnerId partner, String element, String group, Map<String, Object> values) {
    UserTask task = awaitTask(partner, element);
    MockHttpServletResponse response = send(task, group, values);
    assertThat(response.getStatus()).as(text(response)).isEqualTo(204);
  }

  private MockHttpServletResponse send(UserTask task, String group, Map<String, Object> values) {
    try {
      return mvc.perform(post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
          .content(json.writeValueAsString(Map.of("variables", values))).with(as("pat", group)).with(csrf())).andReturn().getResponse();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Hands in every certificate that is open, as a contact. */
  void handIn(PartnerId partner, long contact, int expected) {
    List<EvidenceRequest> open = soon().until(() -> requests.ofPartner(partner, 20).stream().filter(EvidenceRequest::isOpen).toList(),
        found -> found.size() == expected);
    open.forEach(request -> assertThat(requests.submit(request.id(), new Answer(List.of(), "Ann Lee", "All of it is gone.", ""), contact)).isTrue());
  }

  /** What has to be done between the unwind and the proof, in the shortest way. */
  void settle(PartnerId partner, long contact, int certificates) {
    handIn(partner, contact, certificates);
    for (int i = 0; i < certificates; i++) {
      complete(partner, "task_checkCertificate", "compliance", Map.of("certificateDecision", "ACCEPT", "certificateComment", "complete"));
    }
    writeLessons(partner);
    complete(partner, "task_settleObligations", "finance", Map.of("obligationsComplete", true));
  }

  void writeLessons(PartnerId partner) {
    complete(partner, "task_writeLessons", "partner-management", Map.of("lessonCause", "FIT", "lessonAgain", "CONDITIONALLY", "lessonWentWell",
        "Training was quick", "lessonToChange", "Look at the market earlier " + partner, "lessonEarlySigns", "Few registered deals"));
  }

  void recordPayment(PartnerId partner) {
    complete(partner, "task_recordPayment", "finance", Map.of("paymentOutcome", "SETTLED", "paymentNote", "by bank transfer"));
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(150));
  }

  static UserRequestPostProcessor as(String name, String... groups) {
    return user(name).authorities(Stream.concat(Stream.of("ROLE_APPROVER"), Stream.of(groups).map(group -> "GROUP_" + group))
        .map(SimpleGrantedAuthority::new).toList());
  }

  private static String text(MockHttpServletResponse response) {
    try {
      return response.getContentAsString();
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
