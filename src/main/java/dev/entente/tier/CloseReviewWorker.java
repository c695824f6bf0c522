package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes a review with its outcome; a process that never opened one closes none. */
@Component
class CloseReviewWorker implements Worker<CloseReviewWorker.Input> {

  record Input(String partnerId, @Nullable Long reviewId, String reviewOutcome) {}

  private final Reviewing reviewing;

  CloseReviewWorker(Reviewing reviewing) {
    this.reviewing = reviewing;
  }

  @Override
  public String jobType() {
    return "tier.closeReview";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    if (input.reviewId() != null) {
      reviewing.close(new PartnerId(input.partnerId()), input.reviewId(), Review.Outcome.valueOf(input.reviewOutcome()), job);
    }
    return Outcome.completed();
  }
}
