package dev.entente.manual;

import dev.entente.access.GivesAccess;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.manual.HandWork.Direction;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what somebody says to have done by hand, and lets the ledger go on with what waited for it. */
@Component
@GivesAccess(notUndoneBecause = "It finishes a grant of another process, which takes it back")
class ConfirmWorkWorker implements Worker<ConfirmWorkWorker.Input> {

  /** Giving answers with an outcome; taking can only be done. */
  record Input(long workItemId, @Nullable String workOutcome, @Nullable String workComment) {}

  private final WorkingByHand working;
  private final HandWorks works;
  private final Grants grants;
  private final Granting granting;
  private final Revoking revoking;

  ConfirmWorkWorker(WorkingByHand working, HandWorks works, Grants grants, Granting granting, Revoking revoking) {
    this.working = working;
    this.works = works;
    this.grants = grants;
    this.granting = granting;
    this.revoking = revoking;
  }

  @Override
  public String jobType() {
    return "access.confirmWork";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    HandWork work = works.find(input.workItemId()).orElseThrow();
    boolean done = work.direction() == Direction.REVOKE || "DONE".equals(input.workOutcome());
    if (!working.confirm(work.id(), done, input.workComment())) {
      return Outcome.completed(Map.of("workAccepted", false));
    }
    for (Grant grant : grants.waiting(work.target(), work.access())) {
      goOn(grant, Origin.of(job));
    }
    return Outcome.completed(Map.of("workAccepted", true));
  }

  private void goOn(Grant grant, Origin origin) {
    if (grant.state() == Grant.State.REQUESTED) {
      granting.resume(grant.id(), origin);
    } else {
      revoking.revoke(grant, grant.revokeReason() == null ? "Taken by hand" : grant.revokeReason(), origin);
    }
  }
}
