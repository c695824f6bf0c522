package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the shipped decision tables say where it is easy to get wrong. */
@EntenteTest
class DecisionTablesTest {

  @Autowired Decisions decisions;
  @Autowired Programs programs;

  @Test
  void whatWasNotMeasuredCountsAsNotReached() {
    assertThat(eligibility(99, 4)).isEqualTo("PROMOTE NEXT_REACHED");
    assertThat(eligibility(null, 4)).isEqualTo("KEEP ADHERENCE_UNKNOWN");
    assertThat(eligibility(99, null)).isEqualTo("KEEP SCORE_UNKNOWN");
    assertThat(eligibility(90, null)).isEqualTo("KEEP ADHERENCE_HOLDS_BACK");
    assertThat(eligibility(70, null)).isEqualTo("DEMOTE ADHERENCE_LOW");
  }

  @Test
  void aGraveBreachSuspendsAtOnceAlsoBeforeTheActivation() {
    assertThat(terms("BREACH", "GRAVE", "ONBOARDING")).containsEntry("suspendAtOnce", true);
    assertThat(terms("BREACH", "ORDINARY", "ONBOARDING")).containsEntry("suspendAtOnce", false);
    assertThat(terms("BREACH", "GRAVE", "ACTIVE")).containsEntry("suspendAtOnce", true);
  }

  @Test
  void everyEntitlementThatTheExitTableDoesNotKnowOwesACertificate() {
    assertThat(material("directory-organization", "directory-account", "license", "help-desk-account")).isEmpty();
    assertThat(material("price-list", "training-videos")).containsExactlyInAnyOrder("Price lists and quotes made from them, except what the law requires to keep",
        "Whatever else was handed out with the access");
    List<String> known = programs.current().entitlements().stream().map(Program.Entitlement::id).toList();
    assertThat(material(known.toArray(String[]::new))).as("the shipped program has a line for each").doesNotContain("Whatever else was handed out with the access");
  }

  @Test
  void whoseEarlierPartnershipEndedForABreachComesBackAtAHighRisk() {
    assertThat(risk("NONE", 0, "")).isEqualTo("LOW");
    assertThat(risk("NONE", 0, "BREACH")).isEqualTo("HIGH");
    assertThat(risk("EMBARGOED", 0, "BREACH")).isEqualTo("PROHIBITED");
    assertThat(risk("NONE", 0, "CONVENIENCE")).isEqualTo("LOW");
  }

  private Object risk(String country, int score, String formerEnding) {
    return decisions.evaluate("risk-rating", Map.of("countryRisk", country, "screeningScore", score, "formerEnding", formerEnding));
  }

  private List<String> material(String... entitlements) {
    Object rules = decisions.evaluate("exit-material", Map.of("entitlements", List.of(entitlements)));
    return rules instanceof List<?> found ? found.stream().map(rule -> String.valueOf(((Map<?, ?>) rule).get("material"))).toList() : List.of();
  }

  private Map<Object, Object> terms(String reason, String gravity, String stage) {
    return new HashMap<>((Map<?, ?>) Objects.requireNonNull(decisions.evaluate("termination-terms", Map.of("reason", reason, "gravity", gravity, "stage", stage,
        "tier", "SILVER", "country", "US", "programNoticeDays", 30, "programCureDays", 30, "programSellOffDays", 90))));
  }

  private String eligibility(Integer adherence, Integer score) {
    Map<String, Object> input = new HashMap<>(Map.of("hasLowerTier", true, "hasNextTier", true, "unmetForCurrent", 0, "unmeasuredForCurrent", 0, "unmetForNext", 0));
    input.put("licenseAdherencePercent", adherence);
    input.put("satisfactionScore", score);
    Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(decisions.evaluate("tier-eligibility", input));
    return answer.get("verdict") + " " + answer.get("reason");
  }
}
