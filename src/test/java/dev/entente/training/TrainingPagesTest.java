package dev.entente.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TrainingPagesTest {

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired PlanEnrollmentsWorker planning;
  @Autowired EnrollWorker enrolling;
  @Autowired IssueCertificateWorker issuing;
  @Autowired ExpiryReminders reminders;
  @Autowired WebApplicationContext context;
  private MockMvc mvc;

  @BeforeEach
  void pages() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
  }

  @Test
  void aManagerRecordsAScoreAndSeesTheCertificate() throws Exception {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    assertThat(training(partner, "PARTNER_MANAGER")).contains("Nobody is enrolled");
    long enrollment = enrolled(partner);
    assertThat(training(partner, "PARTNER_MANAGER")).contains("Attempt 1 of 3", "completion").doesNotContain("??");
    assertThat(training(partner, "AUDITOR")).contains("Attempt 1 of 3").doesNotContain("completion");

    mvc.perform(score(partner, enrollment, "101")).andExpect(flash().attribute("problem", "training.score.invalid"));
    mvc.perform(score(partner, enrollment, "90")).andExpect(flash().attribute("notice", "training.score.taken"));
    mvc.perform(score(partner, enrollment, "91")).andExpect(flash().attributeExists("problem"));
    issuing.work(new IssueCertificateWorker.Input(partner.value(), enrollment, 90), job());

    assertThat(training(partner, "PARTNER_MANAGER")).contains("Passed", "Valid, score 90").doesNotContain("??");
  }

  @Test
  void remindsOfAnExpiryOnceAtEachDistance() {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    long enrollment = enrolled(partner);
    issuing.work(new IssueCertificateWorker.Input(partner.value(), enrollment, 90), job());
    for (int days : List.of(100, 89, 80, 29, 6)) {
      jdbc.sql("UPDATE certificate SET expires_on = CAST(:today AS date) + :days WHERE enrollment_id = :id")
          .param("today", java.time.LocalDate.now(context.getBean(java.time.Clock.class))).param("days", days).param("id", enrollment).update();
      reminders.remind();
    }

    assertThat(jdbc.sql("SELECT key FROM mail WHERE template = 'certificate-expiry' AND subject_id = :id ORDER BY id").param("id", partner.value())
        .query(String.class).list()).extracting(key -> key.substring(key.lastIndexOf(':') + 1)).containsExactly("90", "30", "7");
  }

  private long enrolled(PartnerId partner) {
    Outcome planned = planning.work(new PlanEnrollmentsWorker.Input(partner.value(), "entry", null, null, null, null), job());
    long enrollment = (Long) ((List<?>) ((Outcome.Completed) planned).variables().get("enrollments")).get(0);
    enrolling.work(new EnrollWorker.Input(partner.value(), enrollment), job());
    return enrollment;
  }

  private MockHttpServletRequestBuilder score(PartnerId partner, long enrollment, String score) {
    return post("/partners/" + partner + "/training/" + enrollment + "/completion").param("score", score).with(csrf())
        .with(user("manager").roles("PARTNER_MANAGER"));
  }

  private String training(PartnerId partner, String role) throws Exception {
    return mvc.perform(get("/partners/" + partner + "/training").with(user("somebody").roles(role))).andExpect(status().isOk()).andReturn().getResponse()
        .getContentAsString();
  }

  private static JobContext job() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "training-certification", "element", 3);
  }
}
