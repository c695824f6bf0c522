package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells a partner what is missing, and until when it can be cured. */
@Component
class GiveTierNoticeWorker implements Worker<GiveTierNoticeWorker.Input> {

  record Input(String partnerId, long reviewId, String fromTier, String toTier) {}

  private final Reviewing reviewing;
  private final TierMails tierMails;

  GiveTierNoticeWorker(Reviewing reviewing, TierMails tierMails) {
    this.reviewing = reviewing;
    this.tierMails = tierMails;
  }

  @Override
  public String jobType() {
    return "tier.giveNotice";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    PartnerId partner = new PartnerId(input.partnerId());
    Instant until = reviewing.giveNotice(partner, input.reviewId(), job);
    tierMails.tell(partner, input.reviewId(), TierMails.News.NOTICE, new TierMails.Step(input.fromTier(), input.toTier()), job);
    return Outcome.completed(Map.of("cureUntil", until.toString()));
  }
}
