package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.process.Decisions.Decided;
import dev.entente.process.Decisions;
import dev.entente.process.JobContext;
import dev.entente.tier.FactSnapshots.Gathered;
import dev.entente.tier.Verdict.Judgement;
import dev.entente.tier.Verdict.Rules;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges a partner: gathers facts, holds them against the bars, asks the decision table, and keeps all of it. The table is asked outside any transaction. */
@Component
class TierEvaluation {

  static final String DECISION = "tier-eligibility";

  private final FactSnapshots gathering;
  private final Decisions decisions;
  private final Verdicts verdicts;
  private final Trail trail;
  private final TransactionTemplate transactions;

  TierEvaluation(FactSnapshots gathering, Decisions decisions, Verdicts verdicts, Trail trail, TransactionTemplate transactions) {
    this.gathering = gathering;
    this.decisions = decisions;
    this.verdicts = verdicts;
    this.trail = trail;
    this.transactions = transactions;
  }

  /** Safe to repeat: one step of a process gives one verdict. */
  Verdict judge(PartnerId partner, long review, JobContext job) {
    Optional<Verdict> before = verdicts.of(job.elementInstanceKey());
    if (before.isPresent()) {
      return before.get();
    }
    Gathered gathered = gathering.gather(partner);
    Assessment assessment = gathered.assessment();
    Decided decided = decisions.decide(DECISION, assessment.decisionInput());
    Judgement judgement = judgement(decided.output(), assessment);
    Rules rules = new Rules(gathered.program().version(), decided.decisionId(), decided.key(), decided.version());
    transactions.executeWithoutResult(status -> {
      if (verdicts.add(review, partner, job.elementInstanceKey(), judgement, gathered.facts(), assessment, rules)) {
        trail.record(TrailEntry.of(partner.value(), "system", "tier.judged", details(judgement, rules)).in(job.processInstanceKey()));
      }
    });
    return verdicts.of(job.elementInstanceKey())
        .orElseThrow(() -> new IllegalStateException("Expected the verdict of step " + job.elementInstanceKey() + " that was just kept, but it is gone"));
  }

  /** Reads what the table says; a table that says anything else is a fault of whoever changed it, which an incident shows. */
  static Judgement judgement(@Nullable Object output, Assessment assessment) {
    if (!(output instanceof Map<?, ?> answer) || !(answer.get("verdict") instanceof String verdict)) {
      throw new IllegalStateException("Expected decision " + DECISION + " to answer a verdict and a reason, but it answered " + output);
    }
    Verdict.Kind kind = Verdict.Kind.valueOf(verdict);
    String from = assessment.current().tier();
    String to = switch (kind) {
      case PROMOTE -> assessment.next() == null ? null : assessment.next().tier();
      case DEMOTE -> assessment.lower();
      case KEEP -> from;
    };
    if (to == null) {
      throw new IllegalStateException("Expected a tier to " + kind + " to from " + from + ", but decision " + DECISION + " overlooks that there is none");
    }
    return new Judgement(kind, Objects.toString(answer.get("reason"), ""), from, to);
  }

  private static Map<String, Object> details(Judgement judgement, Rules rules) {
    return Map.of("verdict", judgement.verdict().name(), "reason", judgement.reason(), "from", judgement.fromTier(), "to", judgement.toTier(),
        "program", rules.programVersion(), "decision", rules.decisionId() + " version " + rules.decisionVersion());
  }
}
