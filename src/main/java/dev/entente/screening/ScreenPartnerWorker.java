package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Screens the partner of a process. */
@Component
class ScreenPartnerWorker implements Worker<ScreenPartnerWorker.Input> {

  private final PartnerScreening screening;

  ScreenPartnerWorker(PartnerScreening screening) {
    this.screening = screening;
  }

  record Input(String partnerId) {}

  @Override
  public String jobType() {
    return "screening.screenPartner";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Screenings.Screening result = screening.forApplication(new PartnerId(input.partnerId()), job.processInstanceKey());
    return Outcome.completed(Map.of("screeningId", result.id(), "screeningScore", result.score(), "countryRisk", result.countryRisk().name()));
  }
}
