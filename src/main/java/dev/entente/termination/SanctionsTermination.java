package dev.entente.termination;

import dev.entente.access.Suspending;
import dev.entente.screening.ScreeningMatchConfirmed;
import dev.entente.termination.TerminationRequests.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the partnership with a listed party: its termination suspends at once; where another one runs already, access is suspended beside it. */
@Component
class SanctionsTermination {

  private final TerminationRequests requesting;
  private final Suspending suspending;

  SanctionsTermination(TerminationRequests requesting, Suspending suspending) {
    this.requesting = requesting;
    this.suspending = suspending;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void confirmed(ScreeningMatchConfirmed event) {
    String why = "Compliance confirmed a match with a denied-party list, case " + event.caseId() + ": " + event.why();
    if (requesting.request(event.partner(), Reason.SANCTIONS, Gravity.ORDINARY, why, "system") instanceof Answer.Refused) {
      suspending.suspend(event.partner(), "Listed party", "system");
    }
  }
}
