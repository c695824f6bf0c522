package dev.entente.approval;

import dev.entente.process.EngineUnavailable;
import dev.entente.process.RunningProcesses;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes approvals whose process was stopped from outside, as when a partnership ends: nobody will decide them any more. */
@Component
class ApprovalUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalUpkeep.class);
  private static final int PAGE = 200;

  private final Approvals approvals;
  private final ApprovalLifecycle approving;
  private final RunningProcesses processes;

  ApprovalUpkeep(Approvals approvals, ApprovalLifecycle approving, RunningProcesses processes) {
    this.approvals = approvals;
    this.approving = approving;
    this.processes = processes;
  }

  @Scheduled(fixedDelayString = "${entente.approval.upkeep:30s}", initialDelayString = "${entente.approval.upkeep:30s}")
  void look() {
    try {
      List<Approval> found;
      long behind = 0;
      do {
        found = approvals.pending(behind, PAGE);
        Set<Long> ended = processes.ended(found.stream().map(Approval::processInstanceKey).toList());
        found.stream().filter(approval -> ended.contains(approval.processInstanceKey())).forEach(approval -> approving.abandon(approval.id()));
        behind = found.isEmpty() ? behind : found.get(found.size() - 1).processInstanceKey();
      } while (found.size() == PAGE);
    } catch (EngineUnavailable away) {
      LOG.debug("Approvals can't be looked at now", away);
    }
  }
}
