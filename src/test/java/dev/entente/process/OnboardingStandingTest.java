package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EntenteTest
class OnboardingStandingTest {

  @Autowired
  WebApplicationContext context;

  @Autowired
  UserTasks tasks;

  @Autowired
  JsonMapper json;

  @Test
  void anApplicationWaitsForApprovalAndThenForTheSignature() throws Exception {
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    new TestProcesses(context);

    JsonNode accepted = json.readTree(send(mvc, "manager", post("/api/applications").contentType(MediaType.APPLICATION_JSON).content(application()), 201));
    String partner = accepted.path("partnerId").asString();
    assertThat(accepted.path("processInstanceKey").asLong()).isPositive();

    UserTask task = await().atMost(Duration.ofSeconds(30)).until(() -> tasks.ofBusinessId(partner), found -> found.size() == 1).get(0);
    assertThat(task.elementId()).isEqualTo("task_approveApplication");
    assertThat(task.dueAt()).isNotNull();
    assertThat(send(mvc, "manager", get("/partners/" + partner + "/processes"), 200)).contains("waits for Channel management", "Approve application");

    send(mvc, "channel", post("/api/tasks/" + task.key() + "/complete").contentType(MediaType.APPLICATION_JSON)
        .content("{\"variables\":{\"applicationDecision\":\"APPROVE\",\"applicationComment\":\"Welcome\"}}"), 204);

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
        assertThat(send(mvc, "manager", get("/partners/" + partner + "/processes"), 200)).contains("waits for the partner", "Due in 30 days"));
  }

  private static String application() {
    String word = "Q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return """
        {"legalName":"%s Handels GmbH","country":"DE","website":"https://%s.example","registrationNumber":"HRB %s","requestedTier":"SILVER","markets":["DE"],
         "contacts":[{"name":"Anna Berger","email":"anna@%s.example","role":"SIGNER"}]}""".formatted(word, word, word, word);
  }

  private static String send(MockMvc mvc, String name, AbstractMockHttpServletRequestBuilder<?> request, int status) throws Exception {
    boolean manager = name.equals("manager");
    MockHttpServletResponse response = mvc.perform(request.with(user(name).authorities(
        new SimpleGrantedAuthority(manager ? "ROLE_PARTNER_MANAGER" : "ROLE_APPROVER"),
        new SimpleGrantedAuthority(manager ? "GROUP_partner-management" : "GROUP_channel-management")))).andReturn().getResponse();
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    return response.getContentAsString();
  }
}
