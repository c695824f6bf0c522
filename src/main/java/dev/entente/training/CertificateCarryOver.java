package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets learners finish although others were faster: each goes on, with the attempt and the time that are left, in a process of its own. */
@Component
class CertificateCarryOver {

  private final Enrollments enrollments;
  private final Processes processes;
  private final Trail trail;

  CertificateCarryOver(Enrollments enrollments, Processes processes, Trail trail) {
    this.enrollments = enrollments;
    this.processes = processes;
    this.trail = trail;
  }

  /** A repeated job finds nothing left to carry over. */
  @Transactional
  void carryOver(PartnerId partner, JobContext job) {
    List<Long> open = enrollments.release(job.processInstanceKey());
    open.forEach(id -> processes.start("course-enrollment", partner.value(), Map.of("partnerId", partner.value(), "enrollmentId", id)));
    if (!open.isEmpty()) {
      trail.record(TrailEntry.of(partner.value(), "system", "training.carriedOver", Map.of("enrollments", open)).in(job.processInstanceKey()));
    }
  }
}
