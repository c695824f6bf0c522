package dev.entente.tier;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the facts say by the bars of a program version: where the partner stands in its tier, and what the next one asks for.
 *
 * @param lower null for the lowest tier
 * @param next null for the highest tier
 * @param newcomer bars are divided
 * @param gate what must hold before anybody is promoted
 */
record Assessment(@Nullable String lower, Standing current, @Nullable Standing next, boolean newcomer, List<Criterion> gate,
    @Nullable String licenseAdherence, @Nullable String satisfactionScore) {

  /** One tier, its bars, and who fills its certified roles. */
  record Standing(String tier, List<Criterion> criteria, Staffing staffing) {

    List<Criterion> missing() {
      return criteria.stream().filter(criterion -> !criterion.met()).toList();
    }

    long unmeasured() {
      return criteria.stream().filter(criterion -> !criterion.met() && criterion.unmeasured()).count();
    }
  }

  boolean gatePassed() {
    return gate.stream().allMatch(Criterion::met);
  }

  List<Criterion> gateMissing() {
    return gate.stream().filter(criterion -> !criterion.met()).toList();
  }

  /** Of the present tier: what was measured and does not reach its bar. */
  long unmetForCurrent() {
    return current.missing().size() - current.unmeasured();
  }

  /** What the decision table is asked with. */
  Map<String, Object> decisionInput() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("hasLowerTier", lower != null);
    input.put("hasNextTier", next != null);
    input.put("unmetForCurrent", unmetForCurrent());
    input.put("unmeasuredForCurrent", current.unmeasured());
    input.put("unmetForNext", next == null ? 0 : next.missing().size());
    input.put("licenseAdherencePercent", licenseAdherence == null ? null : new BigDecimal(licenseAdherence));
    input.put("satisfactionScore", satisfactionScore == null ? null : new BigDecimal(satisfactionScore));
    return input;
  }
}
