package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says until when the access of the higher tier may still be used. */
@Component
class BeginWindDownWorker implements Worker<BeginWindDownWorker.Input> {

  record Input(String partnerId, long reviewId) {}

  private final Reviewing reviewing;

  BeginWindDownWorker(Reviewing reviewing) {
    this.reviewing = reviewing;
  }

  @Override
  public String jobType() {
    return "tier.beginWindDown";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Instant until = reviewing.beginWindDown(new PartnerId(input.partnerId()), input.reviewId(), job);
    return Outcome.completed(Map.of("windDownUntil", until.toString()));
  }
}
