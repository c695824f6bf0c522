package dev.entente.tier;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Starts a page of the reviews of a quarter. */
@Component
class StartReviewsWorker implements Worker<StartReviewsWorker.Input> {

  record Input() {}

  private final ReviewStarts reviewStarts;

  StartReviewsWorker(ReviewStarts reviewStarts) {
    this.reviewStarts = reviewStarts;
  }

  @Override
  public String jobType() {
    return "tier.startReviews";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("moreReviews", reviewStarts.startPage(job.processInstanceKey())));
  }
}
