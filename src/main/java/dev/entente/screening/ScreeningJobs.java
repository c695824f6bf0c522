package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Screens partners against denied-party lists. */
@Component
class ScreeningJobs {

  private final PartnerScreening screening;
  private final ScreeningCases cases;

  ScreeningJobs(PartnerScreening screening, ScreeningCases cases) {
    this.screening = screening;
    this.cases = cases;
  }

  record OfPartner(PartnerId partnerId) {}

  record CloseCaseInput(long screeningCaseId, ScreeningCases.State caseOutcome, @Nullable String caseComment) {}

  /** Screens the partner of a process. */
  @JobType("screening.screenPartner")
  Outcome screenPartner(OfPartner input, JobContext job) {
    Screenings.Screening result = screening.forApplication(input.partnerId(), job.processInstanceKey());
    return Outcome.completed(Map.of("screeningId", result.id(), "screeningScore", result.score(), "countryRisk", result.countryRisk().name()));
  }

  /** Says whether compliance lets the partner have new access now. */
  @JobType("screening.checkClearance")
  Outcome checkClearance(OfPartner input) {
    return Outcome.completed(Map.of("clearance", cases.clearance(input.partnerId()).name()));
  }

  /** Closes a case as it was decided. */
  @JobType("screening.closeCase")
  Outcome closeCase(CloseCaseInput input, JobContext job) {
    cases.close(input.screeningCaseId(), input.caseOutcome(), input.caseComment() == null ? "" : input.caseComment(), job.processInstanceKey());
    return Outcome.completed();
  }
}
