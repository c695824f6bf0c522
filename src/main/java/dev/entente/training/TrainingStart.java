package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.process.Processes;
import dev.entente.program.Program;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts a training on its own, because a manager wants it. */
@Component
class TrainingStart {

  private final Processes processes;
  private final Courses courses;
  private final Trail trail;

  TrainingStart(Processes processes, Courses courses, Trail trail) {
    this.processes = processes;
    this.courses = courses;
    this.trail = trail;
  }

  @Transactional
  public void start(PartnerFacts partner, List<String> curricula, List<Long> learners, int certifiedPeople, String actor) {
    Program program = courses.program(partner);
    Map<String, String> levels = new LinkedHashMap<>();
    levels.put("task_nominateOrExtend", program.serviceLevel("task_nominateOrExtend").toString());
    processes.start("training-certification", partner.id().value(), Map.of("partnerId", partner.id().value(), "curricula", curricula, "learners", learners,
        "certifiedPeopleRequired", certifiedPeople, "requestedBy", actor, "sla", levels));
    trail.record(TrailEntry.of(partner.id().value(), actor, "training.requested",
        Map.of("curricula", curricula, "learners", learners, "certifiedPeople", certifiedPeople)));
  }
}
