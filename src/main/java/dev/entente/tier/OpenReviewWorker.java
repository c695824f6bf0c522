package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the review, unless the partner is not active or under review already; tells the process its terms. */
@Component
class OpenReviewWorker implements Worker<OpenReviewWorker.Input> {

  record Input(String partnerId, @Nullable String occasion, @Nullable String requestedBy) {}

  private final Reviewing reviewing;

  OpenReviewWorker(Reviewing reviewing) {
    this.reviewing = reviewing;
  }

  @Override
  public String jobType() {
    return "tier.openReview";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    PartnerId partner = new PartnerId(input.partnerId());
    String requestedBy = input.requestedBy() == null ? "system" : input.requestedBy();
    Review.Occasion occasion = input.occasion() == null ? Review.Occasion.HAND : Review.Occasion.valueOf(input.occasion());
    return reviewing.open(partner, occasion, requestedBy, job)
        .map(review -> Outcome.completed(Map.of("reviewOpen", true, "reviewId", review.id(), "requestedBy", requestedBy,
            "sla", reviewing.serviceLevels(partner))))
        .orElseGet(() -> Outcome.completed(Map.of("reviewOpen", false)));
  }
}
