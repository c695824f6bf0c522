package dev.entente.termination;

import dev.entente.access.Suspending;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.termination.Termination.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a case before its unwind: the partner goes on where it stood, without access where that is suspended. */
@Component
class CallOff {

  private final Terminations terminations;
  private final Partners partners;
  private final Suspending suspending;
  private final TerminationMails mails;
  private final Trail trail;

  CallOff(Terminations terminations, Partners partners, Suspending suspending, TerminationMails mails, Trail trail) {
    this.terminations = terminations;
    this.partners = partners;
    this.suspending = suspending;
    this.mails = mails;
    this.trail = trail;
  }

  /**
   * Safe to repeat. A suspension by the process itself is lifted by its next step, one by anybody else goes on.
   *
   * @param otherwise as what it is called off where nobody decided so in the product, such as an approval that was refused
   */
  @Transactional
  public void callOff(long id, @Nullable State otherwise, JobContext job) {
    Termination termination = terminations.lock(id);
    if (!termination.state().isBeforeUnwind()) {
      return;
    }
    State end = termination.callOffAs() == null ? otherwise : termination.callOffAs();
    if (end == null) {
      throw new IllegalStateException("Expected termination " + id + " to be called off by somebody, but it is not");
    }
    if (partners.facts(termination.partner()).stage() == Stage.TERMINATING) {
      Stage next = suspending.stageAfterCallOff(termination.partner(), stageBefore(termination));
      partners.moveTo(termination.partner(), Stage.TERMINATING, next, null, "system", job.processInstanceKey());
    }
    terminations.calledOff(id, end);
    if (termination.state() == State.NOTICE) {
      mails.calledOff(termination, end, job);
    }
    trail.record(TrailEntry.of(termination.partner().value(), "system", "termination.calledOff", Map.of("termination", id, "as", end.name()))
        .in(job.processInstanceKey()));
  }

  private static Stage stageBefore(Termination termination) {
    return termination.stageBefore() == Stage.ONBOARDING ? Stage.ONBOARDING : Stage.ACTIVE;
  }
}
