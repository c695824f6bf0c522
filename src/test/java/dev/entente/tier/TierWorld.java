package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.mail.SentMail;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.TestProcesses;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Partners that came in through the front door, and what is measured of them. */
class TierWorld {


  final MockMvc mvc;
  final JdbcClient jdbc;
  private final Partners partners;
  private final UserTasks tasks;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();

  TierWorld(WebApplicationContext context) {
    this.mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    this.jdbc = context.getBean(JdbcClient.class);
    this.partners = context.getBean(Partners.class);
    this.tasks = context.getBean(UserTasks.class);
    this.clock = context.getBean(Clock.class);
    new TestProcesses(context);
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  /** Active in the tier it asked for, with three people: ann the signer, bob and eve. */
  PartnerId activePartner(String tier) {
    String word = "t" + UUID.randomUUID().toString().replace("-", "");
    List<Map<String, String>> contacts = new ArrayList<>();
    for (String name : List.of("Ann", "Bob", "Eve")) {
      contacts.add(Map.of("name", name + " Tester", "email", name.toLowerCase() + "@" + word + ".example", "role", name.equals("Ann") ? "SIGNER" : "TECHNICAL"));
    }
    JsonNode accepted = json.readTree(api("/api/applications", Map.of("legalName", "Work " + word, "country", "DE", "requestedTier", tier,
        "markets", List.of("DE"), "contacts", contacts), 201));
    PartnerId partner = new PartnerId(accepted.get("partnerId").asString());
    complete(task(partner, "task_approveApplication"), Map.of("applicationDecision", "APPROVE", "applicationComment", "known"), "channel", "channel-management");
    api("/api/agreements/" + signingToken(partner) + "/sign", Map.of("name", "Ann Tester", "title", "CEO"), 200);
    Map<String, Object> course = Map.of("partnerId", partner.value(), "email", "ann@" + word + ".example", "course", "foundations", "score", 90);
    soon().until(() -> send(post("/api/training/completions"), course).getStatus() == 200);
    soon().until(() -> partners.facts(partner).stage() == Stage.ACTIVE);
    return partner;
  }

  private String signingToken(PartnerId partner) {
    return SentMail.link(jdbc, partner.value(), "agreement-link").replaceAll(".*/sign/", "");
  }

  UserTask task(PartnerId partner, String element) {
    return soon().until(() -> tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals(element)).toList(),
        found -> !found.isEmpty()).get(0);
  }

  void complete(UserTask task, Map<String, Object> answers, String name, String group) {
    MockHttpServletResponse response = send(post("/api/tasks/" + task.key() + "/complete"), Map.of("variables", answers), name, group);
    assertThat(response.getStatus()).as(body(response)).isEqualTo(204);
  }

  void measured(PartnerId partner, String metric, String period, String value) {
    String answer = api("/api/tier/metrics", List.of(Map.of("partnerId", partner.value(), "metric", metric, "source", "CRM", "period", period, "value", value)), 200);
    assertThat(answer).contains("\"unchanged\":0");
  }

  /** Reaches the bars of the silver tier and more: enough for gold while it is a newcomer. */
  void measuredWell(PartnerId partner) {
    String month = LocalDate.now(clock).toString().substring(0, 7);
    measured(partner, "NET_NEW_SEATS", month, "120");
    measured(partner, "RETENTION_PERCENT", month, "91.5");
    measured(partner, "SATISFACTION_ANSWERS", month, "4");
    measured(partner, "SATISFACTION_SCORE", month, "4.2");
    measured(partner, "LICENSE_ADHERENCE_PERCENT", month, "99");
  }

  /** Certified in all courses of a curriculum, valid for two years. */
  void certified(PartnerId partner, String name, String curriculum, String... courses) {
    LocalDate today = LocalDate.now(clock);
    for (String course : courses) {
      long enrollment = jdbc.sql("""
              INSERT INTO enrollment (partner_id, contact_id, curriculum, course, program_version, process_instance_key, planned_by, state, planned_at)
              SELECT :partner, c.id, :curriculum, :course, p.program_version, 1, -nextval('partner_number'), 'PASSED', now()
              FROM contact c JOIN partner p ON p.id = c.partner_id WHERE c.partner_id = :partner AND c.name LIKE :name
              RETURNING id
              """)
          .param("partner", partner.value()).param("curriculum", curriculum).param("course", course).param("name", name + "%").query(Long.class).single();
      jdbc.sql("""
              INSERT INTO certificate (code, token, enrollment_id, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on,
                expires_on, pdf)
              SELECT :code, :code, e.id, e.partner_id, e.contact_id, :name, e.curriculum, e.course, e.course, 90, :today, :expires, ''
              FROM enrollment e WHERE e.id = :enrollment
              """)
          .param("code", UUID.randomUUID().toString()).param("name", name).param("today", today).param("expires", today.plusYears(2))
          .param("enrollment", enrollment).update();
    }
  }

  void certifiedForSilver(PartnerId partner) {
    certified(partner, "Ann", "technical", "installation", "data-handling", "incident-response");
    certified(partner, "Bob", "sales", "positioning", "pricing");
  }

  void review(PartnerId partner) {
    api("/api/partners/" + partner + "/tier-reviews", Map.of(), 202);
  }

  /** The outcome of the latest review, once it has one. */
  String outcome(PartnerId partner) {
    return soon().until(() -> jdbc.sql("SELECT coalesce(outcome, '') FROM tier_review WHERE partner_id = :id ORDER BY id DESC LIMIT 1").param("id", partner.value())
        .query(String.class).optional().orElse(""), outcome -> !outcome.isEmpty());
  }

  String tier(PartnerId partner) {
    return partners.facts(partner).tier();
  }

  List<String> mails(PartnerId partner) {
    return jdbc.sql("SELECT DISTINCT ON (split_part(key, ':', 3)) model ->> 'news' FROM mail WHERE subject_id = :id AND template = 'tier-news'")
        .param("id", partner.value()).query(String.class).list();
  }

  String api(String path, Object body, int status) {
    MockHttpServletResponse response = send(post(path), body);
    assertThat(response.getStatus()).as(body(response)).isEqualTo(status);
    return body(response);
  }

  MockHttpServletResponse send(MockHttpServletRequestBuilder request, Object body) {
    return send(request, body, "manager", "partner-management");
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Object body, String name, String group) {
    try {
      return mvc.perform(request.contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(body)).with(csrf())
          .with(user(name).authorities(authorities(name, group)))).andReturn().getResponse();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<org.springframework.security.core.authority.SimpleGrantedAuthority> authorities(String name, String group) {
    return java.util.stream.Stream.of(name.equals("manager") ? "ROLE_PARTNER_MANAGER" : "ROLE_APPROVER", "GROUP_" + group)
        .map(org.springframework.security.core.authority.SimpleGrantedAuthority::new).toList();
  }

  static String body(MockHttpServletResponse response) {
    try {
      return response.getContentAsString();
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
