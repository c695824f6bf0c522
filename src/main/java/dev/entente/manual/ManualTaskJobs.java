package dev.entente.manual;

import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetRows;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens and withdraws tasks that ask people to give or take access by hand. */
@Component
class ManualTaskJobs {

  private static final String GIVE = "task_giveByHand";
  private static final String TAKE = "task_takeByHand";

  private final ManualProvisioning working;
  private final TargetRows targets;
  private final Programs programs;

  ManualTaskJobs(ManualProvisioning working, TargetRows targets, Programs programs) {
    this.working = working;
    this.targets = targets;
    this.programs = programs;
  }

  record BeginWorkInput(long workItemId) {}

  record WithdrawWorkInput(long workItemId) {}

  /** Tells the process which group gives or takes what by hand, and by when. */
  @JobType("access.beginWork")
  Outcome beginWork(BeginWorkInput input, JobContext job) {
    Optional<ManualTask> work = working.begin(input.workItemId(), job.processInstanceKey());
    if (work.isEmpty()) {
      return Outcome.completed(Map.of("workDirection", "NONE"));
    }
    String group = targets.find(work.get().target()).map(ManualTargets::group).orElse(ManualTargets.USUAL_GROUP);
    return Outcome.completed(Map.of("workDirection", work.get().direction().name(), "workGroup", group,
        "sla", Map.of(GIVE, serviceLevel(GIVE), TAKE, serviceLevel(TAKE))));
  }

  private String serviceLevel(String task) {
    return programs.current().serviceLevel(task).toString();
  }

  /** Ends work by hand of a partner that is being terminated; what has to be taken, the termination asks for anew. */
  @JobType("access.withdrawWork")
  Outcome withdrawWork(WithdrawWorkInput input) {
    working.withdraw(input.workItemId(), "The partner is terminated");
    return Outcome.completed();
  }
}
