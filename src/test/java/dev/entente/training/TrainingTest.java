package dev.entente.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class TrainingTest {

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Partners partners;
  @Autowired TrainingJobs trainingJobs;
  @Autowired CertificationJobs certificationJobs;
  @Autowired CourseCompletion completing;
  @Autowired Certificates certificates;
  @LocalServerPort int port;

  private final long instance = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
  private long elements = instance;
  private PartnerId partner;

  @BeforeEach
  void partner() {
    partner = new TestPartners(jdbc, programs).onboarding("GOLD");
  }

  @Test
  void plansEachContactAndCourseOnceHoweverOftenTheJobRuns() {
    JobContext job = job("task_planEnrollments");

    List<Long> first = plan(job);

    assertThat(first).hasSize(2);
    assertThat(plan(job)).isEqualTo(first);
  }

  @Test
  void certifiesWhoPassesOnceAndTellsTheLearner() {
    long enrollment = plan(job("task_planEnrollments")).get(0);
    JobContext job = job("task_enroll");
    Map<String, Object> attempt = enroll(enrollment, job);
    assertThat(attempt).containsEntry("attempt", 1).containsEntry("attemptsAllowed", 3).containsEntry("passScore", 70)
        .containsEntry("courseReminder", "R/P7D").containsEntry("coolDown", "PT72H").containsKey("courseOpenUntil");
    assertThat(enroll(enrollment, job)).isEqualTo(attempt);

    completing.complete(partner, partners.facts(partner).contacts().get(0).email().toUpperCase(), "foundations", report(83));
    JobContext issue = job("task_issueCertificate");
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 83), issue);
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 83), issue);

    assertThat(certificates.unrevoked(partner)).hasSize(1);
    assertThat(mails("training-enrolled")).isEqualTo(1);
    assertThat(mails("training-certified")).isEqualTo(1);
    assertThat(jdbc.sql("SELECT variables ->> 'score' FROM process_outbox WHERE name = 'course-completed' AND correlation_key = :key")
        .param("key", enrollment + "-1").query(String.class).list()).containsExactly("83");
    assertThat(completed(trainingJobs.evaluateCurriculum(new TrainingJobs.EvaluateCurriculumInput(partner, "entry", null, 1))))
        .containsEntry("requirementMet", true).containsEntry("certifiedPeople", 1);
    assertThat(plan(job("task_planEnrollments"))).hasSize(1);
  }

  @Test
  void refusesAScoreThatNobodyWaitsForAndNamesWhatIsValid() {
    long enrollment = plan(job("task_planEnrollments")).get(0);
    enroll(enrollment, job("task_enroll"));
    String email = partners.facts(partner).contacts().get(0).email();

    assertThatThrownBy(() -> completing.complete(partner, "nobody@example.com", "foundations", report(80)))
        .isInstanceOf(CourseCompletion.NoSuchLearner.class).hasMessageContaining(email);
    assertThatThrownBy(() -> completing.complete(partner, email, "cooking", report(80)))
        .isInstanceOf(CourseCompletion.NoSuchCourse.class).hasMessageContaining("foundations");
    completing.complete(partner, email, "foundations", report(10));
    assertThatThrownBy(() -> completing.complete(partner, email, "foundations", report(90)))
        .isInstanceOf(CourseCompletion.NotWaiting.class).hasMessageContaining("reported already");

    assertThat(enroll(enrollment, job("task_enroll"))).containsEntry("attempt", 2);
  }

  @Test
  void closesAndRemindsOnce() {
    long enrollment = plan(job("task_planEnrollments")).get(0);
    enroll(enrollment, job("task_enroll"));
    JobContext reminder = job("task_remindLearner");
    trainingJobs.remindLearner(new TrainingJobs.RemindLearnerInput(partner, enrollment), reminder);
    trainingJobs.remindLearner(new TrainingJobs.RemindLearnerInput(partner, enrollment), reminder);
    JobContext close = job("task_closeExpired");
    trainingJobs.closeEnrollment(new TrainingJobs.CloseEnrollmentInput(partner, enrollment, Enrollment.State.EXPIRED), close);
    trainingJobs.closeEnrollment(new TrainingJobs.CloseEnrollmentInput(partner, enrollment, Enrollment.State.EXPIRED), close);
    trainingJobs.remindLearner(new TrainingJobs.RemindLearnerInput(partner, enrollment), job("task_remindLearner"));

    assertThat(mails("training-reminder")).isEqualTo(1);
    assertThat(mails("training-closed")).isEqualTo(1);
    assertThat(completed(trainingJobs.evaluateCurriculum(new TrainingJobs.EvaluateCurriculumInput(partner, "entry", null, 1))))
        .containsEntry("requirementMet", false);
  }

  @Test
  void anyoneChecksACertificateButReadsNoFullName() throws Exception {
    long enrollment = plan(job("task_planEnrollments")).get(0);
    enroll(enrollment, job("task_enroll"));
    certificationJobs.issueCertificate(new CertificationJobs.IssueCertificateInput(partner, enrollment, 83), job("task_issueCertificate"));
    Certificate certificate = certificates.ofEnrollments(List.of(enrollment)).get(enrollment);

    HttpResponse<String> page = get("/verify/" + certificate.code().toLowerCase(), null);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("This certificate is valid", "A*** L***").doesNotContain("Ann Lee");
    assertThat(get("/verify/AAAA-BBBB-CCCC", null).statusCode()).isEqualTo(404);
    assertThat(get("/verify/document/" + certificate.token(), null).body()).startsWith("%PDF");
    certificates.revoke(partner, certificate.code(), "cheated");
    assertThat(get("/verify/" + certificate.code(), null).body()).contains("was revoked");
  }

  @Test
  void theApiValidatesWhatItIsGiven() throws Exception {
    assertThat(post("{\"partnerId\":\"" + partner + "\",\"email\":\"a@b.c\",\"course\":\"x\",\"score\":101}", "manager").body()).contains("score: at most 100");
    assertThat(post("{\"partnerId\":\"P-99999999\",\"email\":\"a@b.c\",\"course\":\"x\",\"score\":1}", "manager").statusCode()).isEqualTo(404);
    assertThat(post("{\"partnerId\":\"" + partner + "\",\"email\":\"a@b.c\",\"course\":\"x\",\"score\":1}", "manager").statusCode()).isEqualTo(404);
    assertThat(post("{\"partnerId\":\"" + partner + "\",\"email\":\"a@b.c\",\"course\":\"x\",\"score\":1}", "auditor").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> get(String path, String user) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body, String user) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/training/completions"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes()))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static CourseCompletion.Report report(int score) {
    return new CourseCompletion.Report(score, "manager", null);
  }

  @SuppressWarnings("unchecked")
  private List<Long> plan(JobContext job) {
    return (List<Long>) completed(trainingJobs.planEnrollments(new TrainingJobs.PlanEnrollmentsInput(partner, "entry", null, null, null, null), job)).get("enrollments");
  }

  private Map<String, Object> enroll(long enrollment, JobContext job) {
    return completed(trainingJobs.enroll(new TrainingJobs.EnrollInput(partner, enrollment), job));
  }

  private static Map<String, Object> completed(Outcome outcome) {
    return ((Outcome.Completed) outcome).variables();
  }

  private long mails(String template) {
    return jdbc.sql("SELECT count(*) FROM mail WHERE subject_id = :partner AND template = :template")
        .param("partner", partner.value()).param("template", template).query(Long.class).single();
  }

  private JobContext job(String element) {
    elements++;
    return new JobContext(elements, instance, elements, "training-certification", element, 3);
  }
}
