package dev.entente.manual;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.manual.ManualTask.Direction;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what people say to have done by hand. */
@Component
class ManualConfirmationJobs {

  private final ManualProvisioning working;
  private final ManualTasks works;
  private final Grants grants;
  private final Granting granting;
  private final Revoking revoking;

  ManualConfirmationJobs(ManualProvisioning working, ManualTasks works, Grants grants, Granting granting, Revoking revoking) {
    this.working = working;
    this.works = works;
    this.grants = grants;
    this.granting = granting;
    this.revoking = revoking;
  }

  /** Giving answers with an outcome; taking can only be done. */
  record ConfirmWorkInput(long workItemId, @Nullable String workOutcome, @Nullable String workComment) {}

  /** Takes what somebody says to have done by hand, and lets the ledger go on with what waited for it. */
  @JobType("access.confirmWork")
  @GivesAccess(notUndoneBecause = "It finishes a grant of another process, which takes it back")
  Outcome confirmWork(ConfirmWorkInput input, JobContext job) {
    ManualTask work = works.find(input.workItemId()).orElseThrow();
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
