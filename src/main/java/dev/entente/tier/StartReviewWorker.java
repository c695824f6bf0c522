package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Starts the review that a message asks for. */
@Component
class StartReviewWorker implements Worker<StartReviewWorker.Input> {

  record Input(String partnerId) {}

  private final ReviewStarts reviewStarts;

  StartReviewWorker(ReviewStarts reviewStarts) {
    this.reviewStarts = reviewStarts;
  }

  @Override
  public String jobType() {
    return "tier.startReview";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    reviewStarts.startOnce(new PartnerId(input.partnerId()), Review.Occasion.MILESTONE, job.processInstanceKey());
    return Outcome.completed();
  }
}
