package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Judges a partner by the facts and rules of this day. */
@Component
class JudgeWorker implements Worker<JudgeWorker.Input> {

  record Input(String partnerId, long reviewId) {}

  private final Judging judging;

  JudgeWorker(Judging judging) {
    this.judging = judging;
  }

  @Override
  public String jobType() {
    return "tier.judge";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Verdict verdict = judging.judge(new PartnerId(input.partnerId()), input.reviewId(), job);
    Verdict.Judgement judgement = verdict.judgement();
    return Outcome.completed(Map.of("verdictId", verdict.id(), "verdict", judgement.verdict().name(), "fromTier", judgement.fromTier(),
        "toTier", judgement.toTier(), "gatePassed", verdict.assessment().gatePassed()));
  }
}
