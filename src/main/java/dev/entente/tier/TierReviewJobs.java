package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a tier review: start, judge, tell, change, wind down, close. */
@Component
class TierReviewJobs {

  private final ReviewStarts reviewStarts;
  private final ReviewSteps reviewing;
  private final TierEvaluation judging;
  private final TierMails tierMails;

  TierReviewJobs(ReviewStarts reviewStarts, ReviewSteps reviewing, TierEvaluation judging, TierMails tierMails) {
    this.reviewStarts = reviewStarts;
    this.reviewing = reviewing;
    this.judging = judging;
    this.tierMails = tierMails;
  }

  record OfPartner(PartnerId partnerId) {}

  record OpenReviewInput(PartnerId partnerId, @Nullable String occasion, @Nullable String requestedBy) {}

  record JudgeInput(PartnerId partnerId, long reviewId) {}

  record GiveTierNoticeInput(PartnerId partnerId, long reviewId, String fromTier, String toTier) {}

  record ChangeTierInput(PartnerId partnerId, String toTier) {}

  record TellPartnerInput(PartnerId partnerId, long reviewId, String news, String fromTier, String toTier) {}

  record BeginWindDownInput(PartnerId partnerId, long reviewId) {}

  record CloseReviewInput(PartnerId partnerId, @Nullable Long reviewId, String reviewOutcome) {}

  /** Starts the review that a message asks for. */
  @JobType("tier.startReview")
  Outcome startReview(OfPartner input, JobContext job) {
    reviewStarts.startOnce(input.partnerId(), Review.Occasion.MILESTONE, job.processInstanceKey());
    return Outcome.completed();
  }

  /** Starts a page of the reviews of a quarter. */
  @JobType("tier.startReviews")
  Outcome startReviews(JobContext job) {
    return Outcome.completed(Map.of("moreReviews", reviewStarts.startPage(job.processInstanceKey())));
  }

  /** Opens the review, unless the partner is not active or under review already; tells the process its terms. */
  @JobType("tier.openReview")
  Outcome openReview(OpenReviewInput input, JobContext job) {
    PartnerId partner = input.partnerId();
    String requestedBy = input.requestedBy() == null ? "system" : input.requestedBy();
    Review.Occasion occasion = input.occasion() == null ? Review.Occasion.HAND : Review.Occasion.valueOf(input.occasion());
    return reviewing.open(partner, occasion, requestedBy, job)
        .map(review -> Outcome.completed(Map.of("reviewOpen", true, "reviewId", review.id(), "requestedBy", requestedBy,
            "sla", reviewing.serviceLevels(partner))))
        .orElseGet(() -> Outcome.completed(Map.of("reviewOpen", false)));
  }

  /** Judges a partner by the facts and rules of this day. */
  @JobType("tier.judge")
  Outcome judge(JudgeInput input, JobContext job) {
    Verdict verdict = judging.judge(input.partnerId(), input.reviewId(), job);
    Verdict.Judgement judgement = verdict.judgement();
    return Outcome.completed(Map.of("verdictId", verdict.id(), "verdict", judgement.verdict().name(), "fromTier", judgement.fromTier(),
        "toTier", judgement.toTier(), "gatePassed", verdict.assessment().gatePassed()));
  }

  /** Tells a partner what is missing, and until when it can be cured. */
  @JobType("tier.giveNotice")
  Outcome giveNotice(GiveTierNoticeInput input, JobContext job) {
    PartnerId partner = input.partnerId();
    Instant until = reviewing.giveNotice(partner, input.reviewId(), job);
    tierMails.tell(partner, input.reviewId(), TierMails.News.NOTICE, new TierMails.Step(input.fromTier(), input.toTier()), job);
    return Outcome.completed(Map.of("cureUntil", until.toString()));
  }

  /** Puts the partner into another tier, or back into the one before. */
  @JobType("tier.changeTier")
  Outcome changeTier(ChangeTierInput input, JobContext job) {
    reviewing.changeTier(input.partnerId(), input.toTier(), job);
    return Outcome.completed();
  }

  /** Mails the partner what a review brought. */
  @JobType("tier.tellPartner")
  Outcome tellPartner(TellPartnerInput input, JobContext job) {
    PartnerId partner = input.partnerId();
    TierMails.News news = TierMails.News.valueOf(input.news());
    if (news == TierMails.News.WOUND_DOWN) {
      reviewing.endWindDown(partner, input.reviewId(), job);
    }
    tierMails.tell(partner, input.reviewId(), news, new TierMails.Step(input.fromTier(), input.toTier()), job);
    return Outcome.completed();
  }

  /** Says until when the access of the higher tier may still be used. */
  @JobType("tier.beginWindDown")
  Outcome beginWindDown(BeginWindDownInput input, JobContext job) {
    Instant until = reviewing.beginWindDown(input.partnerId(), input.reviewId(), job);
    return Outcome.completed(Map.of("windDownUntil", until.toString()));
  }

  /** Closes a review with its outcome; a process that never opened one closes none. */
  @JobType("tier.closeReview")
  Outcome closeReview(CloseReviewInput input, JobContext job) {
    if (input.reviewId() != null) {
      reviewing.close(input.partnerId(), input.reviewId(), Review.Outcome.valueOf(input.reviewOutcome()), job);
    }
    return Outcome.completed();
  }
}
