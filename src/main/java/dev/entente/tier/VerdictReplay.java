package dev.entente.tier;

import dev.entente.process.Decisions;
import dev.entente.process.EngineRefused;
import dev.entente.program.Programs;
import dev.entente.tier.Verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges again what was judged: the facts that were kept, the program version and the version of the decision table of that day. */
@Component
class VerdictReplay {

  private final Programs programs;
  private final Decisions decisions;

  VerdictReplay(Programs programs, Decisions decisions) {
    this.programs = programs;
    this.decisions = decisions;
  }

  /**
   * @param judgement null where the rules of that day are gone
   * @param differences parts that come out differently; none means the verdict stands
   * @param today what today's version of the table says of the same facts
   */
  record Replay(boolean same, @Nullable Judgement judgement, List<String> differences, Today today) {

    boolean rulesChanged(Verdict verdict) {
      return today.key() != verdict.rules().decisionKey();
    }
  }

  /** @param judgement null where the table gives none that fits the facts */
  record Today(long key, int version, @Nullable Judgement judgement) {}

  Replay replay(Verdict verdict) {
    Assessment assessment = Assessor.assess(programs.version(verdict.rules().programVersion()), verdict.facts());
    List<String> differences = new ArrayList<>();
    if (!assessment.equals(verdict.assessment())) {
      differences.add("assessment");
    }
    try {
      Judgement judgement = TierEvaluation.judgement(decisions.decide(verdict.rules().decisionKey(), assessment.decisionInput()).output(), assessment);
      if (!judgement.equals(verdict.judgement())) {
        differences.add("verdict");
      }
      return new Replay(differences.isEmpty(), judgement, List.copyOf(differences), today(assessment));
    } catch (EngineRefused gone) {
      differences.add("rules");
      return new Replay(false, null, List.copyOf(differences), today(assessment));
    }
  }

  private Today today(Assessment assessment) {
    Decisions.Decided decided = decisions.decide(TierEvaluation.DECISION, assessment.decisionInput());
    try {
      return new Today(decided.key(), decided.version(), TierEvaluation.judgement(decided.output(), assessment));
    } catch (IllegalStateException | IllegalArgumentException noVerdict) {
      return new Today(decided.key(), decided.version(), null);
    }
  }
}
