package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Mails the partner what a review brought. */
@Component
class TellPartnerWorker implements Worker<TellPartnerWorker.Input> {

  record Input(String partnerId, long reviewId, String news, String fromTier, String toTier) {}

  private final Reviewing reviewing;
  private final TierMails tierMails;

  TellPartnerWorker(Reviewing reviewing, TierMails tierMails) {
    this.reviewing = reviewing;
    this.tierMails = tierMails;
  }

  @Override
  public String jobType() {
    return "tier.tellPartner";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    PartnerId partner = new PartnerId(input.partnerId());
    TierMails.News news = TierMails.News.valueOf(input.news());
    if (news == TierMails.News.WOUND_DOWN) {
      reviewing.endWindDown(partner, input.reviewId(), job);
    }
    tierMails.tell(partner, input.reviewId(), news, new TierMails.Step(input.fromTier(), input.toTier()), job);
    return Outcome.completed();
  }
}
