package dev.entente.manual;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetRows;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the process which group gives or takes what by hand, and by when. */
@Component
class BeginWorkWorker implements Worker<BeginWorkWorker.Input> {

  private static final String GIVE = "task_giveByHand";
  private static final String TAKE = "task_takeByHand";

  record Input(long workItemId) {}

  private final WorkingByHand working;
  private final TargetRows targets;
  private final Programs programs;

  BeginWorkWorker(WorkingByHand working, TargetRows targets, Programs programs) {
    this.working = working;
    this.targets = targets;
    this.programs = programs;
  }

  @Override
  public String jobType() {
    return "access.beginWork";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Optional<HandWork> work = working.begin(input.workItemId(), job.processInstanceKey());
    if (work.isEmpty()) {
      return Outcome.completed(Map.of("workDirection", "NONE"));
    }
    String group = targets.find(work.get().target()).map(ByHandTargets::group).orElse(ByHandTargets.USUAL_GROUP);
    return Outcome.completed(Map.of("workDirection", work.get().direction().name(), "workGroup", group,
        "sla", Map.of(GIVE, serviceLevel(GIVE), TAKE, serviceLevel(TAKE))));
  }

  private String serviceLevel(String task) {
    return programs.current().serviceLevel(task).toString();
  }
}
