package dev.entente.training;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program.Course;
import dev.entente.program.Program;
import dev.entente.training.Enrollments.Plan;
import dev.entente.training.Enrollments.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Plans who learns which course; a planning step that runs again finds what it planned. */
@Component
class EnrollmentPlanning {

  private final Enrollments enrollments;
  private final Certifications certifications;
  private final Courses courses;
  private final Partners partners;

  EnrollmentPlanning(Enrollments enrollments, Certifications certifications, Courses courses, Partners partners) {
    this.enrollments = enrollments;
    this.certifications = certifications;
    this.courses = courses;
    this.partners = partners;
  }

  /**
   * @param learners contacts that were nominated; empty for all
   * @param days instead of each course's own limit
   */
  record Wish(List<String> curricula, Set<Long> learners, @Nullable Integer days) {}

  /** What each learner has not passed yet. */
  @Transactional
  List<Long> plan(PartnerId partner, Wish wish, JobContext job) {
    List<Long> planned = enrollments.plannedBy(job.elementInstanceKey());
    if (!planned.isEmpty()) {
      return planned;
    }
    PartnerFacts facts = partners.facts(partner);
    Program program = courses.program(facts);
    Set<String> passed = certifications.of(partner).stream().map(one -> one.contactId() + "/" + one.course()).collect(Collectors.toSet());
    List<Plan> plans = new ArrayList<>();
    for (Contact contact : facts.contacts()) {
      if (wish.learners().isEmpty() || wish.learners().contains(contact.id())) {
        for (String curriculum : wish.curricula()) {
          for (Course course : program.curriculum(curriculum).courses()) {
            if (passed.add(contact.id() + "/" + course.id())) {
              plans.add(new Plan(contact.id(), curriculum, course.id(), wish.days()));
            }
          }
        }
      }
    }
    enrollments.plan(planner(facts, job), plans);
    return enrollments.plannedBy(job.elementInstanceKey());
  }

  /** Its course, for its holder, once more. */
  @Transactional
  long planAgain(Certificate certificate, PartnerFacts facts, JobContext job) {
    enrollments.plan(planner(facts, job), List.of(new Plan(certificate.contactId(), certificate.curriculum(), certificate.course(), null)));
    return enrollments.plannedBy(job.elementInstanceKey()).get(0);
  }

  private static Planner planner(PartnerFacts facts, JobContext job) {
    return new Planner(facts.id(), facts.programVersion(), job.processInstanceKey(), job.elementInstanceKey());
  }
}
