package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes back what a leaving partner has, grant by grant, by machine or by hand. */
@Component
class UnwindJobs {

  private final Unwinding unwinding;

  UnwindJobs(Unwinding unwinding) {
    this.unwinding = unwinding;
  }

  record OfPartner(PartnerId partnerId) {}

  record UnwindGrantInput(PartnerId partnerId, long grantId) {}

  record UnwindTargetInput(PartnerId partnerId, String targetByHand) {}

  record ConfirmByHandInput(PartnerId partnerId, String targetByHand, String byHandEvidence) {}

  /** Lists what a leaving partner has, in the order to revoke it in. */
  @JobType("access.planUnwind")
  Outcome planUnwind(OfPartner input) {
    return Outcome.completed(Map.of("unwindGrants", unwinding.plan(input.partnerId())));
  }

  /** Revokes one grant of a leaving partner; after the last attempt it is left for a person. */
  @JobType("access.unwindGrant")
  Outcome unwindGrant(UnwindGrantInput input, JobContext job) {
    unwinding.unwind(input.partnerId(), input.grantId(), job.lastAttempt(), Origin.of(job));
    return Outcome.completed();
  }

  /** Tries once more to revoke by machine what is left in one target. */
  @JobType("access.unwindTarget")
  Outcome unwindTarget(UnwindTargetInput input, JobContext job) {
    return Outcome.completed(Map.of("retryOutcome", unwinding.unwindTarget(input.partnerId(), input.targetByHand(), Origin.of(job)).name()));
  }

  /** Names the targets in which something is left. */
  @JobType("access.planByHand")
  Outcome planByHand(OfPartner input) {
    return Outcome.completed(Map.of("targetsByHand", unwinding.left(input.partnerId())));
  }

  /** Asks the target whether what was revoked by hand is gone, and keeps the evidence. */
  @JobType("access.confirmByHand")
  Outcome confirmByHand(ConfirmByHandInput input, JobContext job) {
    return unwinding.confirm(input.partnerId(), input.targetByHand(), input.byHandEvidence(), Origin.of(job))
        .map(seen -> Outcome.completed(Map.of("byHandOutcome", "STILL_THERE", "byHandProblem", "The target still shows: " + seen)))
        .orElseGet(() -> Outcome.completed(Map.of("byHandOutcome", "GONE")));
  }
}
