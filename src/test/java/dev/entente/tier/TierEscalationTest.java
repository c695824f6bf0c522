package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.partner.PartnerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promotion: judged, approved, granted in a directory that can refuse, or undone. */
class TierEscalationTest extends TierTest {

  @Test
  void aPartnerRisesFromRegisteredToSilverAndGold() throws Exception {
    PartnerId partner = world.activePartner("REGISTERED");
    assertThat(members("support-desk", partner)).isZero();
    List<String> term = terms(partner);
    world.measuredWell(partner);
    world.certifiedForSilver(partner);

    world.review(partner);
    approvers.approve(partner, "channel", "channel-management");
    assertThat(world.outcome(partner)).isEqualTo("PROMOTED");

    assertThat(world.tier(partner)).isEqualTo("SILVER");
    assertThat(members("support-desk", partner)).as("one per contact").isEqualTo(3);
    assertThat(members("marketing-kit", partner)).isEqualTo(1);
    assertThat(licenses(partner)).containsExactly("REGISTERED REVOKED 25", "SILVER ACTIVE 500");
    assertThat(mails(partner)).containsExactly("Welcome to the tier Silver");
    assertThat(trail(partner)).contains("tierReview.opened", "tier.judged", "partner.tierChanged", "tierReview.closed");

    world.review(partner);
    approvers.approve(partner, "channel", "channel-management");
    approvers.approve(partner, "finance", "finance");
    approvers.approve(partner, "legal", "legal");
    assertThat(latestOutcome(partner, 2)).isEqualTo("PROMOTED");

    assertThat(world.tier(partner)).isEqualTo("GOLD");
    assertThat(members("beta-downloads", partner)).isEqualTo(3);
    assertThat(licenses(partner)).containsExactly("REGISTERED REVOKED 25", "SILVER REVOKED 500", "GOLD ACTIVE 5000");
    assertThat(terms(partner)).as("promotions begin no new term").isEqualTo(term);
  }

  @Test
  void anOpenMajorFindingHoldsThePromotionBack() {
    PartnerId partner = ready();
    world.measured(partner, "FINDINGS_MAJOR", today(), "1");

    world.review(partner);

    assertThat(world.outcome(partner)).isEqualTo("HELD");
    assertThat(world.tier(partner)).isEqualTo("REGISTERED");
    assertThat(mails(partner)).containsExactly("Promotion to Silver is held back");
    assertThat(text(partner)).contains("Open critical and major findings: 1, allowed 0").doesNotContain("Last audit");
  }

  @Test
  void aRefusedApprovalLeavesEverythingAsItWas() throws Exception {
    PartnerId partner = ready();
    world.review(partner);
    approvers.reject(partner, "channel", "channel-management", "not yet");

    assertThat(world.outcome(partner)).isEqualTo("REFUSED");
    assertThat(world.tier(partner)).isEqualTo("REGISTERED");
    assertThat(members("support-desk", partner)).isZero();
    assertThat(licenses(partner)).containsExactly("REGISTERED ACTIVE 25");
  }

  @Test
  void whatFailsAtTheTargetIsTakenBackWholeAndCanBeTriedAgain() throws Exception {
    PartnerId partner = ready();
    DIRECTORY.refuse(dn -> dn.startsWith("cn=marketing-kit"));
    world.review(partner);
    approvers.approve(partner, "channel", "channel-management");

    var task = world.task(partner, "task_resolvePromotionFailure");
    assertThat(members("support-desk", partner)).as("granted before the failure, and taken back").isZero();
    assertThat(members("marketing-kit", partner)).isZero();
    assertThat(members("price-list", partner)).as("of the old tier").isEqualTo(3);
    assertThat(world.tier(partner)).isEqualTo("REGISTERED");
    assertThat(licenses(partner)).containsExactly("REGISTERED ACTIVE 25");

    DIRECTORY.refuse(dn -> false);
    world.complete(task, Map.of("promotionDecision", "RETRY"), "admin", "partner-management");
    assertThat(world.outcome(partner)).isEqualTo("PROMOTED");
    assertThat(members("support-desk", partner)).isEqualTo(3);
    assertThat(members("marketing-kit", partner)).isEqualTo(1);
  }

  @Test
  void whatCanNotBeGrantedMayBeDroppedOrThePromotionGivenUp() throws Exception {
    PartnerId dropping = ready();
    PartnerId givingUp = ready();
    DIRECTORY.refuse(dn -> dn.startsWith("cn=marketing-kit"));
    for (PartnerId partner : List.of(dropping, givingUp)) {
      world.review(partner);
      approvers.approve(partner, "channel", "channel-management");
    }

    world.complete(world.task(dropping, "task_resolvePromotionFailure"), Map.of("promotionDecision", "DROP", "promotionComment", "not sold there"), "admin",
        "partner-management");
    assertThat(world.outcome(dropping)).isEqualTo("PROMOTED");
    assertThat(members("support-desk", dropping)).isEqualTo(3);
    assertThat(members("marketing-kit", dropping)).isZero();

    world.complete(world.task(givingUp, "task_resolvePromotionFailure"), Map.of("promotionDecision", "GIVE_UP"), "admin", "partner-management");
    assertThat(world.outcome(givingUp)).isEqualTo("NOT_GRANTED");
    assertThat(world.tier(givingUp)).isEqualTo("REGISTERED");
    assertThat(members("support-desk", givingUp)).isZero();
  }

  @Test
  void aPartnerThatIsTerminatedInTheMiddleKeepsNothingOfThePromotion() throws Exception {
    PartnerId partner = ready();
    DIRECTORY.refuse(dn -> dn.startsWith("cn=marketing-kit"));
    world.review(partner);
    approvers.approve(partner, "channel", "channel-management");
    world.task(partner, "task_resolvePromotionFailure");

    processes.publish("partner-terminated", partner.value(), Map.of());

    assertThat(world.outcome(partner)).isEqualTo("STOPPED");
    assertThat(members("support-desk", partner)).isZero();
    long instance = jdbc.sql("SELECT process_instance_key FROM tier_review WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
    TierWorld.soon().until(() -> processes.stateOf(instance), "COMPLETED"::equals);
  }

  @Test
  void oneReviewAtATimeAndOnlyOfActivePartners() {
    PartnerId partner = ready();
    world.review(partner);
    approvers.seat(partner, "channel-management");

    assertThat(world.api("/api/partners/" + partner + "/tier-reviews", Map.of(), 409)).contains("under review already");
    processes.publish("milestone-reached", partner.value(), Map.of("partnerId", partner.value(), "milestone", "CERTIFICATION_LAPSED"));
    TierWorld.soon().until(() -> jdbc.sql("SELECT count(*) FROM tier_round WHERE last_partner = :id").param("id", partner.value()).query(Long.class).single() == 1);
    approvers.reject(partner, "channel", "channel-management", "not yet");
    assertThat(world.outcome(partner)).isEqualTo("REFUSED");
    assertThat(jdbc.sql("SELECT count(*) FROM tier_review WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void reachingTheBarsByWhatIsRecordedStartsAReview() {
    PartnerId partner = world.activePartner("REGISTERED");
    world.certifiedForSilver(partner);
    world.measuredWell(partner);

    approvers.reject(partner, "channel", "channel-management", "not yet");
    assertThat(world.outcome(partner)).isEqualTo("REFUSED");
    assertThat(jdbc.sql("SELECT occasion FROM tier_review WHERE partner_id = :id").param("id", partner.value()).query(String.class).list())
        .containsExactly("MILESTONE");
  }

  /** Reaches the bars of silver, but nobody has looked yet. */
  private PartnerId ready() {
    PartnerId partner = world.activePartner("REGISTERED");
    world.measuredWell(partner);
    world.certifiedForSilver(partner);
    return partner;
  }

  private String latestOutcome(PartnerId partner, int reviews) {
    TierWorld.soon().until(() -> jdbc.sql("SELECT count(*) FROM tier_review WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single() == reviews);
    return world.outcome(partner);
  }

  private List<String> trail(PartnerId partner) {
    return jdbc.sql("SELECT action FROM trail WHERE subject = :id ORDER BY id").param("id", partner.value()).query(String.class).list();
  }
}
