package dev.entente.training;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.process.JobContext;
import dev.entente.program.Program.Course;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What learners are told; each mail once. */
@Component
class TrainingMails {

  private final Mails mails;
  private final BaseUrl baseUrl;

  TrainingMails(Mails mails, BaseUrl baseUrl) {
    this.mails = mails;
    this.baseUrl = baseUrl;
  }

  void enrolled(Enrollment enrollment, Course course, int attempt, Instant until, JobContext job) {
    Map<String, Object> model = model(enrollment, course);
    model.put("attempt", attempt);
    model.put("until", LocalDate.ofInstant(until, ZoneOffset.UTC).toString());
    send("training-enrolled:" + enrollment.id() + ":" + attempt, "training-enrolled", enrollment, model, job);
  }

  void reminded(Enrollment enrollment, Course course, JobContext job) {
    send("training-reminder:" + job.elementInstanceKey(), "training-reminder", enrollment, model(enrollment, course), job);
  }

  void closed(Enrollment enrollment, Course course, Enrollment.State outcome, JobContext job) {
    Map<String, Object> model = model(enrollment, course);
    model.put("outcome", outcome.name());
    send("training-closed:" + enrollment.id(), "training-closed", enrollment, model, job);
  }

  void certified(Enrollment enrollment, Course course, Certificate certificate, JobContext job) {
    Map<String, Object> model = model(enrollment, course);
    model.put("score", certificate.score());
    model.put("code", certificate.code());
    model.put("expiresOn", certificate.expiresOn().toString());
    model.put("link", baseUrl.of("/verify/" + certificate.code()));
    model.put("document", baseUrl.of("/verify/document/" + certificate.token()));
    send("training-certified:" + enrollment.id(), "training-certified", enrollment, model, job);
  }

  void expiring(Certificate certificate, String email, int days) {
    Map<String, Object> model = Map.of("name", certificate.holderName(), "course", certificate.courseName(), "code", certificate.code(),
        "expiresOn", certificate.expiresOn().toString(), "days", days, "link", baseUrl.of("/verify/" + certificate.code()));
    mails.enqueue(new MailRequest("certificate-expiry:" + certificate.id() + ":" + days, "certificate-expiry", email, model,
        certificate.partner().value(), null, null));
  }

  void lapsed(Certificate certificate, String email, JobContext job) {
    Map<String, Object> model = Map.of("name", certificate.holderName(), "course", certificate.courseName(), "code", certificate.code(),
        "expiresOn", certificate.expiresOn().toString(), "link", baseUrl.of("/verify/" + certificate.code()));
    mails.enqueue(new MailRequest("certificate-lapsed:" + certificate.id(), "certificate-lapsed", email, model, certificate.partner().value(),
        job.processInstanceKey(), job.elementId()));
  }

  private static Map<String, Object> model(Enrollment enrollment, Course course) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", enrollment.contactName());
    model.put("course", course.name());
    model.put("url", course.url());
    model.put("passScore", course.passScore());
    model.put("attemptsAllowed", course.attempts());
    model.put("attempt", enrollment.attempt());
    return model;
  }

  private void send(String key, String template, Enrollment enrollment, Map<String, Object> model, JobContext job) {
    mails.enqueue(new MailRequest(key, template, enrollment.email(), model, enrollment.partner().value(), job.processInstanceKey(), job.elementId()));
  }
}
