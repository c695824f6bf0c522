package dev.entente.reconciliation;

import dev.entente.ledger.Recipients;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.provisioning.TargetOwners;
import dev.entente.provisioning.TargetSystem;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins runs, stops them, and lets them go on: who has to look is told, who decided is recorded. */
@Component
class RunApprovals {

  private final ReconciliationRuns runs;
  private final TargetOwners owners;
  private final Mails mails;
  private final Recipients recipients;
  private final Trail trail;
  private final DryRunPolicy rehearsing;

  RunApprovals(ReconciliationRuns runs, TargetOwners owners, Mails mails, Recipients recipients, Trail trail, DryRunPolicy rehearsing) {
    this.runs = runs;
    this.owners = owners;
    this.mails = mails;
    this.recipients = recipients;
    this.trail = trail;
    this.rehearsing = rehearsing;
  }

  /** Empty while another run of the target is open. */
  @Transactional
  public Optional<Run> begin(TargetSystem target, String by) {
    return begin(target.id(), target.settings(), by);
  }

  @Transactional
  public Optional<Run> begin(String target, String settings, String by) {
    Optional<Run> begun = runs.begin(target, settings, by);
    if (!by.equals(ReconciliationSchedule.BY)) {
      begun.ifPresent(run -> record(run, "reconciliation.begun", by, "on demand"));
    }
    return begun;
  }

  /** Nothing is done for the run until two people have looked. */
  @Transactional
  public void hold(Run run, RunProblem objection) {
    if (runs.move(run.id(), State.RUNNING, State.HELD, objection)) {
      record(run, "reconciliation.held", ReconciliationSchedule.BY, objection.key(), Map.of("arguments", objection.arguments()));
      mails.enqueue(new MailRequest("reconciliation-held:" + run.id(), "reconciliation-held", recipients.of(owners.of(run.target())),
          Map.of("target", run.target(), "objection", objection.key(), "arguments", objection.arguments(),
              "link", recipients.link("/access/runs/" + run.id())), null, null, null));
    }
  }

  /** The first of two; false when somebody was quicker, it is not held any more, or the target is set up otherwise by now. */
  @Transactional
  public boolean askRelease(Run run, String by, String reason) {
    boolean asked = !rehearsing.isOutdated(run) && runs.askRelease(run.id(), by, reason);
    if (asked) {
      record(run, "reconciliation.releaseAsked", by, reason);
    }
    return asked;
  }

  /** The second of two; false when it is the same person, the one who started the run, or the target is set up otherwise by now. */
  @Transactional
  public boolean release(Run run, String by) {
    boolean released = !rehearsing.isOutdated(run) && runs.release(run.id(), by);
    if (released) {
      record(run, "reconciliation.released", by, String.valueOf(run.releaseReason()));
    }
    return released;
  }

  @Transactional
  public boolean discard(Run run, String by) {
    boolean discarded = runs.discard(run.id(), by);
    if (discarded) {
      record(run, "reconciliation.discarded", by, run.problem() == null ? "" : run.problem().key());
    }
    return discarded;
  }

  private void record(Run run, String action, String actor, String why) {
    record(run, action, actor, why, Map.of());
  }

  private void record(Run run, String action, String actor, String why, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("run", run.id());
    details.put("why", why);
    details.putAll(more);
    trail.record(TrailEntry.of("target:" + run.target(), actor, action, details));
  }
}
