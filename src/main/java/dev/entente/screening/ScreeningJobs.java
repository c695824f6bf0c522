package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Screens partners against denied-party lists. */
@Component
class ScreeningJobs {

  private final PartnerScreening screening;

  ScreeningJobs(PartnerScreening screening) {
    this.screening = screening;
  }

  record OfPartner(PartnerId partnerId) {}

  /** Screens the partner of a process. */
  @JobType("screening.screenPartner")
  Outcome screenPartner(OfPartner input, JobContext job) {
    Screenings.Screening result = screening.forApplication(input.partnerId(), job.processInstanceKey());
    return Outcome.completed(Map.of("screeningId", result.id(), "screeningScore", result.score(), "countryRisk", result.countryRisk().name()));
  }
}
