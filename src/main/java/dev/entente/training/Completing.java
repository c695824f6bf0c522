package dev.entente.training;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import dev.entente.program.Program.Course;
import dev.entente.training.Enrollment.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes the score of a course: marks the attempt and tells the process, both or neither. */
@Component
class Completing {

  private final Enrollments enrollments;
  private final Learning learning;
  private final Partners partners;
  private final Processes processes;
  private final Trail trail;

  Completing(Enrollments enrollments, Learning learning, Partners partners, Processes processes, Trail trail) {
    this.enrollments = enrollments;
    this.learning = learning;
    this.partners = partners;
    this.processes = processes;
    this.trail = trail;
  }

  record Completion(long enrollmentId, String course, int attempt, int attemptsAllowed, int score, int passScore) {}

  @ResponseStatus(HttpStatus.NOT_FOUND)
  static class NoSuchLearner extends RuntimeException {

    NoSuchLearner(String message) {
      super(message);
    }
  }

  @ResponseStatus(HttpStatus.BAD_REQUEST)
  static class NoSuchCourse extends RuntimeException {

    NoSuchCourse(String message) {
      super(message);
    }
  }

  @ResponseStatus(HttpStatus.CONFLICT)
  static class NotWaiting extends RuntimeException {

    NotWaiting(String message) {
      super(message);
    }
  }

  @Transactional
  Completion complete(PartnerId partner, String email, String course, int score, String reportedBy) {
    PartnerFacts facts = partners.facts(partner);
    Contact contact = facts.contacts().stream().filter(one -> one.email().equalsIgnoreCase(email.strip())).findFirst()
        .orElseThrow(() -> new NoSuchLearner("email: partner " + partner + " has no contact with this address; it has "
            + facts.contacts().stream().map(Contact::email).collect(Collectors.joining(", "))));
    List<Enrollment> ofLearner = enrollments.of(partner).stream().filter(one -> one.contactId() == contact.id()).toList();
    List<Enrollment> ofCourse = ofLearner.stream()
        .filter(one -> one.course().equalsIgnoreCase(course.strip()) || learning.course(one).name().equalsIgnoreCase(course.strip())).toList();
    if (ofCourse.isEmpty()) {
      throw new NoSuchCourse("course: this contact is not enrolled in it; its courses are "
          + (ofLearner.isEmpty() ? "none yet" : ofLearner.stream().map(Enrollment::course).distinct().collect(Collectors.joining(", "))));
    }
    Enrollment enrollment = ofCourse.stream().filter(one -> one.state() == State.WAITING).findFirst().orElseThrow(() -> notWaiting(ofCourse.get(0)));
    return score(enrollment, score, reportedBy);
  }

  @Transactional
  Completion complete(PartnerId partner, long enrollmentId, int score, String reportedBy) {
    Enrollment enrollment = enrollments.of(partner).stream().filter(one -> one.id() == enrollmentId).findFirst()
        .orElseThrow(() -> new NoSuchLearner("Partner " + partner + " has no enrollment " + enrollmentId));
    return score(enrollment, score, reportedBy);
  }

  private Completion score(Enrollment enrollment, int score, String reportedBy) {
    if (!enrollments.score(enrollment, score, reportedBy)) {
      throw notWaiting(enrollment);
    }
    processes.publish("course-completed", String.valueOf(enrollment.id()), Map.of("score", score));
    trail.record(TrailEntry.of(enrollment.partner().value(), reportedBy, "course.completed",
        Map.of("enrollment", enrollment.id(), "course", enrollment.course(), "attempt", enrollment.attempt(), "score", score)));
    Course course = learning.course(enrollment);
    return new Completion(enrollment.id(), course.id(), enrollment.attempt(), course.attempts(), score, course.passScore());
  }

  private static NotWaiting notWaiting(Enrollment enrollment) {
    String why = switch (enrollment.state()) {
      case PASSED -> "it is passed";
      case FAILED -> "all attempts are used up";
      case EXPIRED -> "its time is up";
      case CLOSED -> "it was closed when enough people were certified";
      case SCORED -> "a score was reported already; a retake opens after the cool-down";
      default -> "the learner is not enrolled yet";
    };
    return new NotWaiting("Course " + enrollment.course() + " does not wait for a score: " + why);
  }
}
