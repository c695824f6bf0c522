package dev.entente.approval;

import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** Taking a request back, which only its requester may do. */
@Component
class ApprovalWithdrawal {

  private final Processes processes;
  private final Trail trail;

  ApprovalWithdrawal(Processes processes, Trail trail) {
    this.processes = processes;
    this.trail = trail;
  }

  @Transactional
  public void withdraw(Approval approval, String user) {
    if (!approval.requestedBy().equals(user)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only " + approval.requestedBy() + ", who asked for this, can take it back.");
    }
    if (approval.isOpen()) {
      trail.record(TrailEntry.of(approval.partner().value(), user, "approval.takenBack", Map.of("approval", approval.id())).in(approval.processInstanceKey()));
      processes.publish("approval-withdrawn", approval.kind() + ":" + approval.subject(), Map.of());
    }
  }
}
