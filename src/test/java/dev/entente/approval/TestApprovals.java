package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.entente.partner.PartnerId;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Approvers who look at a task and decide on what they saw, over the application's own API. */
public class TestApprovals {

  private final MockMvc mvc;
  private final UserTasks tasks;
  private final JsonMapper json = JsonMapper.builder().build();

  public TestApprovals(WebApplicationContext context) {
    this.mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    this.tasks = context.getBean(UserTasks.class);
  }

  /** Waits for the seat of the group, and approves it. */
  public void approve(PartnerId partner, String name, String group) {
    taken(answer(seat(partner, group), name, group, "APPROVE", "fine"));
  }

  public void reject(PartnerId partner, String name, String group, String reason) {
    taken(answer(seat(partner, group), name, group, "REJECT", reason));
  }

  public UserTask seat(PartnerId partner, String group) {
    return await().atMost(Duration.ofSeconds(20)).until(() -> seats(partner).stream().filter(task -> task.candidateGroups().contains(group)).toList(),
        found -> !found.isEmpty()).get(0);
  }

  public List<UserTask> seats(PartnerId partner) {
    return tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals("task_decide")).toList();
  }

  /** Sees the task, and decides on what it shows. */
  MockHttpServletResponse answer(UserTask task, String name, String group, String answer, String reason) {
    return answer(task, name, group, answer, reason, shown(task, name, group));
  }

  MockHttpServletResponse answer(UserTask task, String name, String group, String answer, String reason, String shown) {
    String body = json.writeValueAsString(Map.of("shown", shown, "variables", Map.of("approvalAnswer", answer, "approvalReason", reason)));
    return send(MockMvcRequestBuilders.post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON).content(body), as(name, group));
  }

  UserTask task(PartnerId partner, String element) {
    return await().atMost(Duration.ofSeconds(20)).until(() -> tasks.ofBusinessId(partner.value()).stream()
        .filter(task -> task.elementId().equals(element)).toList(), found -> !found.isEmpty()).get(0);
  }

  MockHttpServletResponse complete(UserTask task, String name, Map<String, Object> values) {
    return send(MockMvcRequestBuilders.post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(Map.of("variables", values))), as(name));
  }

  /** Sends what the page shows, with some of its tasks ticked. */
  String decideTogether(String page, List<UserTask> ticked, String name, String group, String answer, String reason) {
    MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post("/tasks/together").param("field-approvalAnswer", answer).param("field-approvalReason", reason);
    Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"(listed|shown-\\d+)\" value=\"([^\"]*)\"").matcher(page);
    while (hidden.find()) {
      request.param(hidden.group(1), hidden.group(2));
    }
    ticked.forEach(task -> request.param("key", String.valueOf(task.key())));
    MockHttpServletResponse response = send(request, as(name, group));
    assertThat(response.getStatus()).as(body(response)).isEqualTo(200);
    return body(response);
  }

  MockHttpServletResponse post(String url, String name, String... groups) {
    return send(MockMvcRequestBuilders.post(url), as(name, groups));
  }

  String page(String url, String name, String... groups) {
    MockHttpServletResponse response = send(MockMvcRequestBuilders.get(url), as(name, groups));
    assertThat(response.getStatus()).as(url).isEqualTo(200);
    return body(response);
  }

  String shown(UserTask task, String name, String group) {
    return json.readTree(body(send(MockMvcRequestBuilders.get("/api/tasks/" + task.key()), as(name, group)))).path("shown").asString();
  }

  /** What a contact sees. */
  static String seen(MockHttpServletResponse response) {
    assertThat(response.getStatus()).as(body(response)).isEqualTo(200);
    return body(response);
  }

  MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request, RequestPostProcessor who) {
    try {
      return mvc.perform(request.with(who).with(csrf())).andReturn().getResponse();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  static UserRequestPostProcessor as(String name, String... groups) {
    return user(name).authorities(Stream.concat(Stream.of("ROLE_APPROVER"),
        Arrays.stream(groups).map(group -> "GROUP_" + group)).map(SimpleGrantedAuthority::new).toList());
  }

  static String body(MockHttpServletResponse response) {
    try {
      return response.getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void taken(MockHttpServletResponse response) {
    assertThat(response.getStatus()).as(body(response)).isEqualTo(204);
  }
}
