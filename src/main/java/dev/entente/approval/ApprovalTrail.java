package dev.entente.approval;

import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records the steps of approvals with all names that belong to them. */
@Component
class ApprovalTrail {

  private final Trail trail;

  ApprovalTrail(Trail trail) {
    this.trail = trail;
  }

  void record(Approval approval, String actor, String action, Map<String, Object> details) {
    trail.record(TrailEntry.of(approval.partner().value(), actor, action, details).in(approval.processInstanceKey()));
  }

  /** @param what name of the detail that tells what was answered, or why not */
  void answered(Approval approval, ApprovalLifecycle.Answer answer, String action, String what, String value) {
    Map<String, Object> details = seat(approval, answer.level(), answer.seat(), answer.approverFor());
    details.put(what, value);
    details.put("facts", answer.factsSeen());
    record(approval, answer.approver(), action, details);
  }

  /** The name is what the process holds, and nobody of that name decided this in the application. */
  void notDecidedHere(Approval approval, ApprovalLifecycle.Answer answer) {
    Map<String, Object> details = seat(approval, answer.level(), answer.seat(), answer.approverFor());
    details.put("why", "NOT_DECIDED_HERE");
    details.put("claimed", answer.approver());
    record(approval, "system", "approval.decisionRefused", details);
  }

  static Map<String, Object> seat(Approval approval, int level, int seat, @Nullable String standsInFor) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("approval", approval.id());
    details.put("level", level);
    details.put("seat", seat);
    if (standsInFor != null) {
      details.put("for", standsInFor);
    }
    return details;
  }
}
