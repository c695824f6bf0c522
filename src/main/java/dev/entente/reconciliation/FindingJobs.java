package dev.entente.reconciliation;

import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Carries out what the owner of a finding decided. */
@Component
class FindingJobs {

  private final FindingRemedies remedies;
  private final Adoption adopting;
  private final AdoptionAssignments adopted;
  private final Revoking revoking;

  FindingJobs(FindingRemedies remedies, Adoption adopting, AdoptionAssignments adopted, Revoking revoking) {
    this.remedies = remedies;
    this.adopting = adopting;
    this.adopted = adopted;
    this.revoking = revoking;
  }

  record AcceptFindingInput(long findingId, String findingUntil, String findingComment, String findingDecidedBy) {}

  record AdoptFindingInput(long findingId, String findingUntil, String findingComment, String findingDecidedBy) {}

  record OfPartner(PartnerId partnerId) {}

  record RegrantFindingInput(long findingId, String findingComment, String findingDecidedBy) {}

  record RemoveFindingInput(long findingId, String findingDecidedBy) {}

  record VerifyFindingInput(long findingId, String findingProblem) {}

  /** Lets a finding rest until a date. */
  @JobType("access.acceptFinding")
  Outcome acceptFinding(AcceptFindingInput input) {
    remedies.accept(new FindingRemedies.Decision(input.findingId(), LocalDate.parse(input.findingUntil()), input.findingComment(), input.findingDecidedBy()));
    return Outcome.completed(Map.of("findingProblem", ""));
  }

  /** Takes into the ledger what a target holds without a grant. */
  @JobType("access.adoptFinding")
  @GivesAccess(undoneBy = "access.dropAdopted")
  Outcome adoptFinding(AdoptFindingInput input, JobContext job) {
    FindingRemedies.Decision decision = new FindingRemedies.Decision(input.findingId(), LocalDate.parse(input.findingUntil()), input.findingComment(),
        input.findingDecidedBy());
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", adopting.adopt(decision, origin).orElse("")));
  }

  /** Undoes {@link FindingJobs#adoptFinding} when the process is stopped. */
  @JobType("access.dropAdopted")
  Outcome dropAdopted(OfPartner input, JobContext job) {
    adopted.end(input.partnerId(), job.processInstanceKey());
    revoking.revokeGranted(input.partnerId(), "The adoption was undone", Origin.of(job));
    return Outcome.completed();
  }

  /** Gives again at the target what the ledger says is there. */
  @JobType("access.regrantFinding")
  @GivesAccess(notUndoneBecause = "It gives again what an active grant says is there; whoever granted it takes it back")
  Outcome regrantFinding(RegrantFindingInput input, JobContext job) {
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", remedies.regrant(input.findingId(), input.findingComment(), origin).orElse("")));
  }

  /** Takes away at the target what was found there without a right. */
  @JobType("access.removeFinding")
  Outcome removeFinding(RemoveFindingInput input, JobContext job) {
    Origin origin = new Origin(job.processInstanceKey(), job.elementId(), input.findingDecidedBy());
    return Outcome.completed(Map.of("findingProblem", remedies.remove(input.findingId(), origin).orElse("")));
  }

  /** Sees by a fresh look whether a decision settled its finding; if not, says why it is asked again. */
  @JobType("access.verifyFinding")
  Outcome verifyFinding(VerifyFindingInput input, JobContext job) {
    boolean settled = remedies.settled(input.findingId(), Origin.of(job));
    String problem = settled || !input.findingProblem().isEmpty() ? input.findingProblem() : "Target and ledger still disagree about it.";
    return Outcome.completed(Map.of("findingSettled", settled, "findingProblem", problem));
  }
}
