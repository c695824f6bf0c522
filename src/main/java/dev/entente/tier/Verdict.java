package dev.entente.tier;

import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;

/**
 * What was decided of a partner, with all that it stands on.
 *
 * @param reason code that the decision table gives
 * @param toTier the same tier when it is kept
 */
record Verdict(long id, long review, PartnerId partner, OffsetDateTime judgedAt, Judgement judgement, TierFacts facts, Assessment assessment, Rules rules) {

  enum Kind {
    PROMOTE, KEEP, DEMOTE
  }

  record Judgement(Kind verdict, String reason, String fromTier, String toTier) {}

  /** The versions of the rules it was judged by. */
  record Rules(String programVersion, String decisionId, long decisionKey, int decisionVersion) {}
}
