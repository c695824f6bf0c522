package dev.entente.approval;

import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.tasks.TaskExtension;
import dev.entente.tasks.TaskRefused;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at decisions on a seat before they are sent: four eyes, one seat for each person, and the facts that were shown. */
@Component
class ApprovalTasks implements TaskExtension {

  private final Approvals approvals;
  private final ApprovalSubjects subjects;
  private final UserTasks tasks;
  private final TransactionTemplate transaction;

  ApprovalTasks(Approvals approvals, ApprovalSubjects subjects, UserTasks tasks, TransactionTemplate transaction) {
    this.approvals = approvals;
    this.subjects = subjects;
    this.tasks = tasks;
    this.transaction = transaction;
  }

  @Override
  public boolean isFor(UserTask task) {
    return task.processId().equals("approval");
  }

  private static boolean isSeat(UserTask task) {
    return task.elementId().equals("task_decide");
  }

  @Override
  public Map<Long, String> kinds(Collection<UserTask> seats) {
    Map<Long, String> byInstance = approvals.kinds(seats.stream().map(UserTask::processInstanceKey).toList());
    Map<Long, String> kinds = new LinkedHashMap<>();
    seats.stream().filter(seat -> byInstance.containsKey(seat.processInstanceKey()))
        .forEach(seat -> kinds.put(seat.key(), byInstance.get(seat.processInstanceKey())));
    return kinds;
  }

  @Override
  public Map<String, String> allKinds() {
    Map<String, String> all = new LinkedHashMap<>();
    subjects.kinds().forEach(kind -> all.put(kind, "approval.kind." + kind));
    return all;
  }

  @Override
  public Optional<String> beside(UserTask task) {
    return approvals.ofInstance(task.processInstanceKey()).map(approval -> "/approvals/" + approval.id() + "/beside");
  }

  /** The digest of the facts as they are now, which are kept so that a later change can be told. */
  @Override
  public Optional<String> shown(UserTask task) {
    return approvals.ofInstance(task.processInstanceKey()).filter(approval -> isSeat(task) && approval.isOpen()).map(approval -> {
      Facts facts = subjects.facts(approval);
      transaction.executeWithoutResult(status -> approvals.keep(approval.id(), facts));
      return facts.digest();
    });
  }

  @Override
  public Map<String, Object> checked(Decision decision) {
    if (!isSeat(decision.task())) {
      return Map.of("informant", decision.user());
    }
    Approval approval = approvals.ofInstance(decision.task().processInstanceKey())
        .orElseThrow(() -> new TaskRefused(HttpStatus.CONFLICT, "This approval is not open any more."));
    Object answer = decision.values().get("approvalAnswer");
    if (!"APPROVE".equals(answer) && String.valueOf(decision.values().getOrDefault("approvalReason", "")).isBlank()) {
      throw new TaskRefused(HttpStatus.BAD_REQUEST,
          "'approvalReason' is empty: say why you reject, or what you want to know. The requester reads it.");
    }
    ApprovalProgress.Objection objection = ApprovalProgress.of(approvals, approval.id())
        .objection(levelOf(decision.task()), approval.requestedBy(), decision.user(), decision.standsInFor());
    if (objection != null) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, objection.words);
    }
    String digest = subjects.facts(approval).digest();
    if (!digest.equals(decision.shown())) {
      throw TaskRefused.lookAgain("The facts changed since you saw them, so nothing was decided. Look at the task again, and decide on what it shows now.");
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
