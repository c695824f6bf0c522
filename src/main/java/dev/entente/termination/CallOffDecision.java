package dev.entente.termination;

import dev.entente.access.Suspending;
import dev.entente.process.Processes;
import dev.entente.termination.Termination.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a termination before its unwind: the breach was cured, or the termination is withdrawn. Who asked for it never does so alone. */
@Component
class CallOffDecision {

  private final Terminations terminations;
  private final Suspending suspending;
  private final Processes processes;
  private final Trail trail;
  private final Clock clock;

  CallOffDecision(Terminations terminations, Suspending suspending, Processes processes, Trail trail, Clock clock) {
    this.terminations = terminations;
    this.suspending = suspending;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
  }

  /** @return why not, as a message key; empty when it is decided and the process was told */
  @Transactional
  public Optional<String> cured(long id, String why, String actor) {
    Termination termination = terminations.lock(id);
    Instant until = termination.dates().cureUntil();
    if (termination.state() != State.NOTICE || until == null || until.isBefore(clock.instant())) {
      return Optional.of("termination.callOff.tooLate");
    }
    if (actor.equals(termination.requestedBy())) {
      return Optional.of("termination.callOff.fourEyes");
    }
    return decide(termination, State.CURED, new Telling("breach-cured", String.valueOf(id), "termination.curedSaid"), why, actor);
  }

  /** While it is being approved the approval is withdrawn; afterwards the notice. */
  @Transactional
  public Optional<String> withdrawn(long id, String why, String actor) {
    Termination termination = terminations.lock(id);
    if (!termination.state().isBeforeUnwind()) {
      return Optional.of("termination.callOff.tooLate");
    }
    if (actor.equals(termination.requestedBy()) && suspending.isSuspended(termination.partner())) {
      return Optional.of("termination.callOff.fourEyes");
    }
    Telling telling = termination.state() == State.NOTICE
        ? new Telling("termination-withdrawn", String.valueOf(id), "termination.withdrawalAsked")
        : new Telling("approval-withdrawn", "TERMINATION:" + id, "termination.withdrawalAsked");
    return decide(termination, State.WITHDRAWN, telling, why, actor);
  }

  /** The message that ends the wait, and what the trail calls it. */
  private record Telling(String message, String key, String action) {}

  /** The row decides: a process that has left the wait already reads it before it goes on. */
  private Optional<String> decide(Termination termination, State as, Telling telling, String why, String actor) {
    if (termination.callOffAs() != null) {
      return Optional.of("termination.callOff.already");
    }
    terminations.decideCallOff(termination.id(), as, actor, why);
    processes.publish(telling.message(), telling.key(), Map.of());
    trail.record(TrailEntry.of(termination.partner().value(), actor, telling.action(), Map.of("termination", termination.id(), "reason", why)));
    return Optional.empty();
  }
}
