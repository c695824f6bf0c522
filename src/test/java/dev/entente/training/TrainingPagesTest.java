package dev.entente.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TrainingPagesTest {

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired TrainingJobs trainingJobs;
  @Autowired CertificationJobs certificationJobs;
  @Autowired ExpiryReminders reminders;
  @Autowired Certificates certificates;
  @Autowired CertificateTokens tokens;
  @Autowired Partners partners;
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
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 90), job());

    assertThat(training(partner, "PARTNER_MANAGER")).contains("Passed", "Valid, score 90").doesNotContain("??");
  }

  @Test
  void remindsOfAnExpiryOnceAtEachDistance() {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    long enrollment = enrolled(partner);
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 90), job());
    for (int days : List.of(100, 89, 80, 29, 6)) {
      jdbc.sql("UPDATE certificate SET expires_on = CAST(:today AS date) + :days WHERE enrollment_id = :id")
          .param("today", java.time.LocalDate.now(context.getBean(java.time.Clock.class))).param("days", days).param("id", enrollment).update();
      reminders.remind();
    }

    assertThat(jdbc.sql("SELECT key FROM mail WHERE template = 'certificate-expiry' AND subject_id = :id ORDER BY id").param("id", partner.value())
        .query(String.class).list()).extracting(key -> key.substring(key.lastIndexOf(':') + 1)).containsExactly("90", "30", "7");
  }

  @Test
  void anyoneChecksACodeATokenOrAFile() throws Exception {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    long enrollment = enrolled(partner);
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 90), job());
    Certificate certificate = certificates.ofEnrollments(List.of(enrollment)).get(enrollment);
    String token = tokens.sign(certificate);
    byte[] pdf = certificates.pdf(certificate.token()).orElseThrow();

    assertThat(page(get("/verify"), 200)).contains("Check a certificate or document", "/verify/offline/public-key").doesNotContain("??");
    assertThat(page(text(certificate.code().toLowerCase().replace("-", "")), 200)).contains("This certificate is valid").doesNotContain("genuine");
    assertThat(page(text(token), 200)).contains("This certificate is valid", "genuine", "A*** L***").doesNotContain("Ann Lee", "??");
    assertThat(page(get("/verify").param("token", token), 200)).contains("genuine");
    assertThat(page(text(token.substring(0, token.length() - 6) + "AAAAAA"), 422)).contains("neither a code of ours nor a token");
    assertThat(page(file(pdf), 200)).contains("Sealed by us, and unchanged since", "Entente Partner Program").doesNotContain("??");
    byte[] changed = pdf.clone();
    changed[1500] ^= 1;
    assertThat(page(file(changed), 200)).contains("This file was changed");
    assertThat(page(file(token.getBytes()), 200)).contains("genuine");
    assertThat(page(file("hello".getBytes()), 422)).contains("neither a code");
    assertThat(page(file(new byte[0]), 422)).contains("Choose a file");
  }

  @Test
  void aTokenIsCheckedOfflineAndNamesNobody() throws Exception {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    long enrollment = enrolled(partner);
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 90), job());
    Certificate certificate = certificates.ofEnrollments(List.of(enrollment)).get(enrollment);

    String jwk = page(get("/verify/offline/public-key").accept("application/json"), 200);
    var claims = Jwts.parser().verifyWith((PublicKey) Jwks.parser().build().parse(jwk).toKey()).build()
        .parseSignedClaims(tokens.sign(certificate)).getPayload();
    assertThat(claims.getId()).isEqualTo(certificate.code());
    assertThat(claims.keySet()).containsExactlyInAnyOrder("iss", "jti", "course", "iat", "exp");
    assertThat(page(get("/verify/offline/seal-certificate"), 200)).startsWith("-----BEGIN CERTIFICATE-----");

    certificates.revoke(partner, certificate.code(), "test");
    assertThat(page(get("/verify/offline/revocations").param("size", "1000"), 200)).contains(certificate.code());
    assertThat(page(text(tokens.sign(certificate)), 200)).contains("was revoked");
  }

  @Test
  void aManagerChoosesWhoLearnsWhatAndNothingTypedIsLost() throws Exception {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    long ann = partners.facts(partner).contacts().get(0).id();
    String path = "/partners/" + partner + "/training/new";

    assertThat(page(get(path).with(user("manager").roles("PARTNER_MANAGER")), 200)).contains("Sales professional", "Ann Lee").doesNotContain("??");
    mvc.perform(get(path).with(user("auditor").roles("AUDITOR"))).andExpect(status().isForbidden());
    String refused = page(start(path).param("curricula", "sales").param("certifiedPeople", "7"), 200);
    assertThat(refused).contains("Choose at least one person.", "value=\"sales\" checked").doesNotContain("??");
    assertThat(page(start(path).param("curricula", "sales").param("learners", "" + ann).param("certifiedPeople", "7"), 200)).contains("from 1 to 2");
    assertThat(page(start(path).param("curricula", "cooking").param("learners", "" + ann).param("certifiedPeople", "1"), 200)).contains("at least one curriculum");

    mvc.perform(start(path).param("curricula", "sales").param("learners", "" + ann).param("certifiedPeople", "1"))
        .andExpect(flash().attribute("notice", "training.new.done"));
    assertThat(jdbc.sql("SELECT variables ->> 'learners' FROM process_outbox WHERE name = 'training-certification' AND correlation_key = :id")
        .param("id", partner.value()).query(String.class).list()).containsExactly("[" + ann + "]");
  }

  private String page(RequestBuilder request, int status) throws Exception {
    return mvc.perform(request).andExpect(status().is(status)).andReturn().getResponse().getContentAsString();
  }

  private static MockHttpServletRequestBuilder text(String text) {
    return post("/verify/text").param("text", text).with(csrf());
  }

  private static MockHttpServletRequestBuilder start(String path) {
    return post(path).with(csrf()).with(user("manager").roles("PARTNER_MANAGER"));
  }

  private static RequestBuilder file(byte[] content) {
    return multipart("/verify/file").file(new MockMultipartFile("file", "any.pdf", "application/pdf", content)).with(csrf());
  }

  private long enrolled(PartnerId partner) {
    Outcome planned = trainingJobs.planEnrollments(new TrainingJobs.PlanEnrollmentsInput(partner, "entry", null, null, null, null), job());
    long enrollment = (Long) ((List<?>) ((Outcome.Completed) planned).variables().get("enrollments")).get(0);
    trainingJobs.enroll(new TrainingJobs.EnrollInput(partner, enrollment), job());
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
