package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.access.TestAccess;
import dev.entente.partner.PartnerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reviews of many, and of long ago. */
class ReviewRoundTest extends TierTest {

  @Autowired ReviewStarts starts;

  @Test
  void everyQuarterWhoIsDueIsReviewedOnceAPageAtATime() {
    PartnerId busy = new TestAccess(context).active("REGISTERED");
    List<PartnerId> due = List.of(registered(), registered(), registered());
    PartnerId later = registered();
    PartnerId suspended = registered();
    LocalDate quarter = LocalDate.now(clock).with(IsoFields.DAY_OF_QUARTER, 1).plus(1, IsoFields.QUARTER_YEARS);
    set(later, "next_review_on = DATE '" + quarter.plusDays(1) + "'");
    set(due.get(0), "next_review_on = DATE '" + quarter + "'");
    set(suspended, "stage = 'SUSPENDED'");
    world.measured(busy, "LAST_AUDIT", today(), today());
    world.certifiedForSilver(busy);
    world.certified(busy, "Ann", "architect", "architecture", "ip-hygiene");
    world.measuredWell(busy);
    approvers.seat(busy, "channel-management");

    move(Duration.between(OffsetDateTime.now(clock), quarter.atTime(5, 0, 30).atOffset(ZoneOffset.UTC)));

    due.forEach(partner -> assertThat(world.outcome(partner)).isEqualTo("KEPT"));
    long round = TierWorld.soon().until(() -> jdbc.sql("SELECT coalesce(max(process_instance_key), 0) FROM tier_round WHERE started >= 4").query(Long.class).single(),
        key -> key > 0);
    TierWorld.soon().until(() -> processes.stateOf(round), "COMPLETED"::equals);
    due.forEach(partner -> assertThat(reviews(partner)).containsExactly("QUARTER KEPT"));
    assertThat(nextReview(due.get(0))).isEqualTo(quarter.plus(1, IsoFields.QUARTER_YEARS));
    assertThat(reviews(busy)).as("left alone while a review is open").containsExactly("MILESTONE OPEN");
    assertThat(reviews(later)).isEmpty();
    assertThat(reviews(suspended)).isEmpty();

    long started = startedBy(round);
    assertThat(starts.startPage(round)).as("a repeated step of a round that is over").isFalse();
    assertThat(startedBy(round)).isEqualTo(started);
    approvers.reject(busy, "channel", "channel-management", "not yet");
  }

  @Test
  void aVerdictOfLongAgoComesOutTheSameAfterTheRuleWasChanged() throws Exception {
    PartnerId partner = registered();
    world.review(partner);
    assertThat(world.outcome(partner)).isEqualTo("KEPT");
    long verdict = jdbc.sql("SELECT id FROM tier_verdict WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
    assertThat(replayed(verdict)).contains("It comes out the same", "They are today's rules still", "by program 2026.1").doesNotContain("??");
    String table = Files.readString(Path.of("bpmn/tier-eligibility.dmn"));
    String generous = table.replace("<text>\"KEEP\"</text></outputEntry>\n        <outputEntry id=\"result_5_2\"><text>\"NEXT_MISSED\"",
        "<text>\"PROMOTE\"</text></outputEntry>\n        <outputEntry id=\"result_5_2\"><text>\"GENEROUS\"");
    assertThat(generous).isNotEqualTo(table);

    processes.deployTogether(Map.of("tier-eligibility.dmn", generous));
    try {
      assertThat(replayed(verdict)).contains("It comes out the same", "Keep REGISTERED", "the rules of that day",
          "by which the same facts would give: Promote from REGISTERED to SILVER", "(GENEROUS)").doesNotContain("It comes out differently", "??");
      world.measured(partner, "NET_NEW_SEATS", thisMonth(), "9000");
      assertThat(replayed(verdict)).as("from the facts of that day, not from today's").contains("It comes out the same").doesNotContain("9000");
    } finally {
      processes.deployTogether(Map.of("tier-eligibility.dmn", table));
    }
    jdbc.sql("UPDATE tier_verdict SET facts = jsonb_set(facts, '{tier}', '\"SILVER\"') WHERE id = :id").param("id", verdict).update();
    assertThat(replayed(verdict)).as("facts that were tampered with show").contains("It comes out differently");
  }

  private PartnerId registered() {
    return new TestAccess(context).active("REGISTERED");
  }

  private void set(PartnerId partner, String what) {
    jdbc.sql("UPDATE partner SET " + what + ", version = version + 1 WHERE id = :id").param("id", partner.value()).update();
  }

  private LocalDate nextReview(PartnerId partner) {
    return jdbc.sql("SELECT next_review_on FROM partner WHERE id = :id").param("id", partner.value()).query(LocalDate.class).single();
  }

  private long startedBy(long round) {
    return jdbc.sql("SELECT started FROM tier_round WHERE process_instance_key = :round").param("round", round).query(Long.class).single();
  }

  private String replayed(long verdict) throws Exception {
    return world.mvc.perform(post("/tiers/verdicts/" + verdict + "/replay").with(csrf()).with(user("auditor").roles("AUDITOR"))).andReturn().getResponse()
        .getContentAsString().replace("&#39;", "'");
  }
}
