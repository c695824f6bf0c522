package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;

import dev.entente.access.Suspending;
import dev.entente.access.TestAccess;
import dev.entente.partner.PartnerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Demotion: notice, time to cure, wind-down, and what is lost at its end. */
class DemotionTest extends TierTest {

  private static final String AT_RISK = "Your tier Silver is at risk";
  private static final String REGISTERED_NOW = "Your tier is Registered from now on";
  private static final String ENDED = "The access of the tier Silver has ended";

  @Autowired Suspending suspending;

  @Test
  void whoIsNotCuredInTimeLosesTheTierAndAtTheEndOfTheWindDownItsAccess() {
    PartnerId losing = missingSeats();
    PartnerId winningBack = missingSeats();
    PartnerId suspended = missingSeats();
    List<PartnerId> all = List.of(losing, winningBack, suspended);
    List<String> term = terms(losing);
    all.forEach(world::review);
    all.forEach(this::underNotice);

    assertThat(text(losing)).contains("Net new seats in twelve months: 40, needed 75").doesNotContain("Retention");
    lookAgain(losing);
    TierWorld.soon().untilAsserted(() -> assertThat(verdicts(losing)).as("judged again, and time is left").isEqualTo(2));
    assertThat(reviews(losing)).containsExactly("HAND OPEN");
    assertKeepsSilverAccess(losing);

    move(Duration.ofDays(31));
    all.forEach(partner -> assertThat(world.outcome(partner)).isEqualTo("DEMOTED"));
    all.forEach(partner -> assertThat(world.tier(partner)).isEqualTo("REGISTERED"));
    all.forEach(this::assertKeepsSilverAccess);
    assertThat(mails(losing)).hasSize(2).last().isEqualTo(REGISTERED_NOW);
    assertThat(text(losing)).contains("Support desk", "Marketing kit");

    world.measured(winningBack, "LAST_AUDIT", today(), today());
    world.measured(winningBack, "NET_NEW_SEATS", thisMonth(), "60");
    approvers.approve(winningBack, "channel", "channel-management");
    TierWorld.soon().untilAsserted(() -> assertThat(reviews(winningBack)).containsExactly("HAND DEMOTED", "MILESTONE PROMOTED"));
    suspending.suspend(suspended, "An alert", "manager");
    TierWorld.soon().untilAsserted(() -> assertThat(members("price-list", suspended)).isZero());

    move(Duration.ofDays(90));
    TierWorld.soon().untilAsserted(() -> assertThat(licenses(losing)).containsExactly("SILVER REVOKED 500", "REGISTERED ACTIVE 25"));
    assertThat(members("support-desk", losing)).isZero();
    assertThat(members("marketing-kit", losing)).isZero();
    assertThat(members("price-list", losing)).as("of the lower tier").isEqualTo(2);
    assertThat(terms(losing)).as("a demotion neither shortens nor prolongs").isEqualTo(term);
    TierWorld.soon().untilAsserted(() -> assertThat(mails(losing)).hasSize(3).last().isEqualTo(ENDED));
    all.stream().filter(partner -> !partner.equals(suspended)).forEach(this::demotionOver);

    assertThat(world.tier(winningBack)).isEqualTo("SILVER");
    assertThat(licenses(winningBack)).as("never replaced").containsExactly("SILVER ACTIVE 500");
    assertKeepsSilverAccess(winningBack);
    assertThat(mails(winningBack)).doesNotContain(ENDED);

    assertThat(licenses(suspended)).as("may have none now").containsExactly("SILVER REVOKED 500");
    suspending.ask(suspended, "False alarm", "manager");
    assertThat(suspending.reinstate(suspended, "carla").refused()).isFalse();
    TierWorld.soon().untilAsserted(() -> assertThat(licenses(suspended)).as("the wind-down is over").containsExactly("SILVER REVOKED 500",
        "REGISTERED ACTIVE 25"));
    TierWorld.soon().pollInterval(Duration.ofSeconds(2)).until(() -> {
      move(Duration.ofHours(13));
      return mails(suspended);
    }, sent -> sent.get(sent.size() - 1).equals(ENDED));
    assertThat(members("support-desk", suspended)).isZero();
    assertThat(terms(suspended)).as("nor does a suspension").hasSize(1);
    demotionOver(suspended);
  }

  @Test
  void whoIsCuredOrExceptedInTimeStays() {
    String month = thisMonth();
    PartnerId cured = missingSeats();
    PartnerId excepted = missingOneRole();
    world.review(cured);
    world.review(excepted);
    underNotice(cured);
    underNotice(excepted);
    assertThat(text(excepted)).contains("Certified roles filled: 2, needed 3", "Bob Ćosić: Technical professional");

    move(Duration.ofDays(10));
    world.measured(cured, "NET_NEW_SEATS", month, "80");
    assertThat(world.outcome(cured)).as("what is recorded makes the process look").isEqualTo("CURED");

    world.api("/api/exceptions", Map.of("partnerId", excepted.value(), "kind", "TRAINING_WAIVER", "scope", "technical", "amount", 1, "days", 60, "reason",
        "The engineer is ill"), 201);
    approvers.approve(excepted, "channel", "channel-management");
    TierWorld.soon().untilAsserted(() -> assertThat(jdbc.sql("SELECT state FROM partner_exception WHERE partner_id = :id").param("id", excepted.value())
        .query(String.class).single()).isEqualTo("IN_FORCE"));
    lookAgain(excepted);
    assertThat(world.outcome(excepted)).as("a waiver counts as long as it is in force").isEqualTo("CURED");

    move(Duration.ofDays(30));
    for (PartnerId partner : List.of(cured, excepted)) {
      assertThat(world.tier(partner)).isEqualTo("SILVER");
      assertThat(mails(partner)).hasSize(2).last().isEqualTo("You keep the tier Silver");
      assertThat(licenses(partner)).containsExactly("SILVER ACTIVE 500");
      assertKeepsSilverAccess(partner);
      demotionOver(partner);
    }
  }

  /** Of silver's bars it misses one: the seats. */
  private PartnerId missingSeats() {
    PartnerId partner = new TestAccess(context).active("SILVER");
    world.certified(partner, "Ann", "technical", "installation", "data-handling", "incident-response");
    world.certified(partner, "Ann", "architect", "architecture", "ip-hygiene");
    world.certified(partner, "Bob", "sales", "positioning", "pricing");
    measured(partner, "40");
    return partner;
  }

  private PartnerId missingOneRole() {
    PartnerId partner = new TestAccess(context).active("SILVER");
    world.certified(partner, "Ann", "technical", "installation", "data-handling", "incident-response");
    world.certified(partner, "Bob", "sales", "positioning", "pricing");
    measured(partner, "90");
    return partner;
  }

  private void measured(PartnerId partner, String seats) {
    world.measured(partner, "NET_NEW_SEATS", thisMonth(), seats);
    world.measured(partner, "RETENTION_PERCENT", thisMonth(), "91.5");
    world.measured(partner, "SATISFACTION_ANSWERS", thisMonth(), "4");
    world.measured(partner, "SATISFACTION_SCORE", thisMonth(), "4.2");
    world.measured(partner, "LICENSE_ADHERENCE_PERCENT", thisMonth(), "99");
  }

  private void underNotice(PartnerId partner) {
    TierWorld.soon().untilAsserted(() -> assertThat(mails(partner)).singleElement().asString().startsWith(AT_RISK));
    assertThat(world.tier(partner)).isEqualTo("SILVER");
  }

  private void lookAgain(PartnerId partner) {
    try {
      world.mvc.perform(post("/partners/" + partner + "/tier-reviews/look-again").with(csrf()).with(user("manager").roles("PARTNER_MANAGER")))
          .andExpect(flash().attribute("notice", "tier.lookAgain.done"));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void assertKeepsSilverAccess(PartnerId partner) {
    assertThat(members("support-desk", partner)).isEqualTo(2);
    assertThat(members("marketing-kit", partner)).isEqualTo(1);
    assertThat(licenses(partner)).last().isEqualTo("SILVER ACTIVE 500");
  }

  /** Its process has ended, and nothing is left to wind down. */
  private void demotionOver(PartnerId partner) {
    long instance = jdbc.sql("SELECT min(process_instance_key) FROM tier_review WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
    TierWorld.soon().until(() -> processes.stateOf(instance), "COMPLETED"::equals);
    assertThat(jdbc.sql("SELECT count(*) FROM tier_review WHERE partner_id = :id AND wind_down_until IS NOT NULL AND wound_down_at IS NULL")
        .param("id", partner.value()).query(Long.class).single()).isZero();
  }
}
