package dev.entente.training;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program.Course;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import dev.entente.training.Enrollment.State;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From the plan of who learns what to the count of who is certified; each step repeat-safe by the element instance that asks for it. */
@Component
class Learning {

  private final Enrollments enrollments;
  private final Certificates certificates;
  private final Partners partners;
  private final Programs programs;
  private final TrainingMails mails;
  private final Trail trail;
  private final ObjectProvider<TrainingWaivers> waivers;
  private final Clock clock;

  Learning(Enrollments enrollments, Certificates certificates, Partners partners, Programs programs, TrainingMails mails, Trail trail,
      ObjectProvider<TrainingWaivers> waivers, Clock clock) {
    this.enrollments = enrollments;
    this.certificates = certificates;
    this.partners = partners;
    this.programs = programs;
    this.mails = mails;
    this.trail = trail;
    this.waivers = waivers;
    this.clock = clock;
  }

  /** An attempt that is open, with the rules of its course. */
  record Attempt(int number, Course course) {}

  /** Each contact and each course of the curriculum that it has not passed; the ids in the order of planning. */
  @Transactional
  List<Long> plan(PartnerId partner, String curriculum, JobContext job) {
    List<Long> planned = enrollments.plannedBy(job.elementInstanceKey());
    if (!planned.isEmpty()) {
      return planned;
    }
    PartnerFacts facts = partners.facts(partner);
    for (Contact contact : facts.contacts()) {
      for (Course course : courses(facts, curriculum)) {
        if (!certificates.passed(contact.id(), course.id())) {
          enrollments.plan(partner, contact.id(), curriculum, course.id(), facts.programVersion(), job.processInstanceKey(), job.elementInstanceKey());
        }
      }
    }
    return enrollments.plannedBy(job.elementInstanceKey());
  }

  @Transactional
  Attempt enroll(PartnerId partner, long id, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    Course course = course(enrollment);
    return new Attempt(enrollments.attemptOf(job.elementInstanceKey()).orElseGet(() -> {
      int attempt = enrollments.startAttempt(enrollment, job.elementInstanceKey());
      mails.enrolled(enrollment, course, attempt, job);
      record(enrollment, "training.enrolled", Map.of("enrollment", id, "course", course.id(), "attempt", attempt), job);
      return attempt;
    }), course);
  }

  @Transactional
  void remind(PartnerId partner, long id, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    if (enrollment.state() == State.WAITING) {
      mails.reminded(enrollment, course(enrollment), job);
    }
  }

  @Transactional
  void close(PartnerId partner, long id, State outcome, JobContext job) {
    Enrollment enrollment = enrollments.get(partner, id);
    if (enrollments.close(id, outcome)) {
      mails.closed(enrollment, course(enrollment), outcome, job);
      record(enrollment, "training.closed", Map.of("enrollment", id, "course", enrollment.course(), "outcome", outcome.name()), job);
    }
  }

  /** People of the partner who passed the whole curriculum. */
  @Transactional(readOnly = true)
  int certifiedPeople(PartnerId partner, String curriculum) {
    PartnerFacts facts = partners.facts(partner);
    List<Course> courses = courses(facts, curriculum);
    return (int) facts.contacts().stream()
        .filter(contact -> courses.stream().allMatch(course -> certificates.passed(contact.id(), course.id())))
        .count();
  }

  /** How many people fewer the partner has to have certified now. */
  int waivedPeople(PartnerId partner, String curriculum) {
    return waivers.stream().mapToInt(one -> one.waivedPeople(partner, curriculum, clock.instant())).sum();
  }

  /** Counts, and closes what is still open: nobody waits for it any more. */
  @Transactional
  int evaluate(PartnerId partner, String curriculum, JobContext job) {
    int leftovers = enrollments.closeLeftovers(job.processInstanceKey());
    int certified = certifiedPeople(partner, curriculum);
    trail.record(TrailEntry.of(partner.value(), "system", "curriculum.evaluated",
        Map.of("curriculum", curriculum, "certifiedPeople", certified, "enrollmentsClosed", leftovers)).in(job.processInstanceKey()));
    return certified;
  }

  Course course(Enrollment enrollment) {
    return programs.version(enrollment.programVersion()).curriculum(enrollment.curriculum()).courses().stream()
        .filter(course -> course.id().equals(enrollment.course()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected course " + enrollment.course() + " of enrollment " + enrollment.id() + " in program "
            + enrollment.programVersion() + ", but it has none"));
  }

  private List<Course> courses(PartnerFacts facts, String curriculum) {
    return programs.version(facts.programVersion()).curriculum(curriculum).courses();
  }

  private void record(Enrollment enrollment, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(enrollment.partner().value(), "system", action, details).in(job.processInstanceKey()));
  }
}
