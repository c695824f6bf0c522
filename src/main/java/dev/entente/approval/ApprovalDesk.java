package dev.entente.approval;

import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.tasks.TaskDesk;
import dev.entente.tasks.TaskRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at decisions on a seat before they are sent: four eyes, one seat for each person, and the facts that were shown. */
@Component
class ApprovalDesk implements TaskDesk {

  private final Approvals approvals;
  private final Subjects subjects;
  private final UserTasks tasks;
  private final TransactionTemplate transaction;

  ApprovalDesk(Approvals approvals, Subjects subjects, UserTasks tasks, TransactionTemplate transaction) {
    this.approvals = approvals;
    this.subjects = subjects;
    this.tasks = tasks;
    this.transaction = transaction;
  }

  @Override
  public boolean isFor(UserTask task) {
    return task.processId().equals("approval") && task.elementId().equals("task_decide");
  }

  /** The digest of the facts as they are now, which are kept so that a later change can be told. */
  @Override
  public Optional<String> shown(UserTask task) {
    return approvals.ofInstance(task.processInstanceKey()).filter(Approval::isOpen).map(approval -> {
      Facts facts = subjects.facts(approval);
      transaction.executeWithoutResult(status -> approvals.keep(approval.id(), facts));
      return facts.digest();
    });
  }

  @Override
  public Map<String, Object> checked(Decision decision) {
    Approval approval = approvals.ofInstance(decision.task().processInstanceKey())
        .orElseThrow(() -> new TaskRefused(HttpStatus.CONFLICT, "This approval is not open any more."));
    if ("REJECT".equals(decision.values().get("approvalAnswer")) && String.valueOf(decision.values().getOrDefault("approvalReason", "")).isBlank()) {
      throw new TaskRefused(HttpStatus.BAD_REQUEST, "Say why you reject: the requester is told the reason.");
    }
    Standing.Objection objection = Standing.of(approvals, approval.id())
        .objection(levelOf(decision.task()), approval.requestedBy(), decision.user(), decision.standsInFor());
    if (objection != null) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, objection.words);
    }
    String digest = subjects.facts(approval).digest();
    if (!digest.equals(decision.shown())) {
      throw new TaskRefused(HttpStatus.CONFLICT, "The facts changed since you saw them, so nothing was decided. Look at the task again, and decide on what it shows now.");
    }
    Map<String, Object> added = new LinkedHashMap<>();
    added.put("approver", decision.user());
    added.put("approverFor", decision.standsInFor());
    added.put("factsSeen", digest);
    return added;
  }

  private int levelOf(UserTask task) {
    return ((Number) tasks.variables(task.key()).get("approvalLevel")).intValue();
  }
}
