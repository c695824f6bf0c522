package dev.entente.termination;

import dev.entente.access.Suspending;
import dev.entente.process.Processes;
import dev.entente.termination.Termination.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a termination before its unwind: the breach was cured, or the termination is withdrawn. Who asked for it never does so alone. */
@Component
class CallingOff {

  private final Terminations terminations;
  private final Suspending suspending;
  private final Processes processes;
  private final Trail trail;

  CallingOff(Terminations terminations, Suspending suspending, Processes processes, Trail trail) {
    this.terminations = terminations;
    this.suspending = suspending;
    this.processes = processes;
    this.trail = trail;
  }

  /** @return why not, as a message key; empty when the process was told */
  @Transactional
  public Optional<String> cured(long id, String why, String actor) {
    Termination termination = terminations.lock(id);
    if (!termination.mayBeCured()) {
      return Optional.of("termination.callOff.tooLate");
    }
    if (actor.equals(termination.requestedBy())) {
      return Optional.of("termination.callOff.fourEyes");
    }
    tell(termination, "breach-cured", String.valueOf(id), why, actor);
    return Optional.empty();
  }

  /** While it is being approved the approval is withdrawn; afterwards the notice. */
  @Transactional
  public Optional<String> withdrawn(long id, String why, String actor) {
    Termination termination = terminations.lock(id);
    if (!termination.mayBeCalledOff()) {
      return Optional.of("termination.callOff.tooLate");
    }
    if (actor.equals(termination.requestedBy()) && suspending.isSuspended(termination.partner())) {
      return Optional.of("termination.callOff.fourEyes");
    }
    boolean noticed = termination.state() == State.NOTICE;
    tell(termination, noticed ? "termination-withdrawn" : "approval-withdrawn", noticed ? String.valueOf(id) : "TERMINATION:" + id, why, actor);
    return Optional.empty();
  }

  private void tell(Termination termination, String message, String key, String why, String actor) {
    terminations.explain(termination.id(), actor, why);
    processes.publish(message, key, Map.of());
    trail.record(TrailEntry.of(termination.partner().value(), actor, message.equals("breach-cured") ? "termination.curedSaid" : "termination.withdrawalAsked",
        Map.of("termination", termination.id(), "reason", why)));
  }
}
