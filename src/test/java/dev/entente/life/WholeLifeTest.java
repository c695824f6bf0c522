package dev.entente.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One partner's life on the product as it ships, driven from outside over months of its clock: directory and help desk fail now and then, and the
 * application is killed in between. Another seed, by the property {@code life.seed}, gives other troubles at other moments.
 */
class WholeLifeTest {

  private static final Pattern SIGNING_LINK = Pattern.compile("/sign/(\\S+)");
  private static final Pattern EVIDENCE = Pattern.compile("href=\"(/portal/evidence/\\d+)\"");
  private static final Pattern STATEMENT = Pattern.compile("action=\"(/portal/exit/statements/\\d+/acceptance)\"");

  @TempDir
  Path folder;

  private Life life;
  private Visitor signer;
  private boolean statementSeen;

  @BeforeEach
  void begin() {
    life = new Life(folder, Long.getLong("life.seed", 20261124));
    life.people
        .answer("task_reviewScreeningHits", Map.of("screeningDecision", "CLEAR", "screeningComment", "Looked at"))
        .answer("task_approveApplication", Map.of("applicationDecision", "APPROVE", "applicationComment", "Known for years"))
        .answer("task_resolveProvisioningFailure", Map.of("provisioningDecision", "RETRY", "provisioningComment", "Again"))
        .answer("task_resolvePromotionFailure", Map.of("promotionDecision", "RETRY", "promotionComment", "Again"))
        .answer("task_revokeByHand", Map.of("byHandEvidence", "Removed with the admin console", "byHandDone", true))
        .answer("task_checkCertificate", Map.of("certificateDecision", "ACCEPT", "certificateComment", "Complete"))
        .answer("task_writeLessons", Map.of("lessonCause", "FIT", "lessonAgain", "CONDITIONALLY", "lessonWentWell", "Training was quick",
            "lessonToChange", "Look at the market earlier", "lessonEarlySigns", "Few registered deals"))
        .answer("task_settleObligations", Map.of("obligationsComplete", true))
        .answer("task_recordPayment", Map.of("paymentOutcome", "SETTLED", "paymentNote", "Nothing is owed"))
        .answer("task_clearLeftovers", Map.of("clearedHow", "The machine had to look again"))
        .answer("task_decide", Map.of("approvalAnswer", "APPROVE", "approvalReason", "Well founded"));
  }

  @AfterEach
  void end() {
    life.close();
  }

  @Test
  void aPartnerLivesAndNothingIsLeftOfIt() {
    becomesActive();
    risesToGold();
    losesItsTier();
    getsAnException();
    leaves();
    nothingIsLeft();
  }

  private void becomesActive() {
    life.mishaps.phase(1);
    life.apply();
    life.until("a link to sign by", () -> life.letters.to(Life.SIGNER).stream().anyMatch(letter -> SIGNING_LINK.matcher(letter.text()).find()));
    life.told("/api/agreements/" + life.letters.find(Life.SIGNER, SIGNING_LINK) + "/sign", Map.of("name", "Sam Signer", "title", "CEO"));
    life.untilThroughTrouble("an active partner", () -> life.completed(Life.LEARNER, "foundations") | life.isInStage("ACTIVE"));
    life.until("an active partner", () -> life.isInStage("ACTIVE"));
    assertThat(life.directory.mentions(life.partner())).isNotEmpty();
    assertThat(life.helpDesk.members("learning")).isEqualTo(2);
  }

  private void risesToGold() {
    life.mishaps.phase(2);
    life.train(Life.LEARNER, "technical");
    life.train(Life.SIGNER, "sales");
    life.until("certified people", () -> life.completed(Life.LEARNER, "installation", "data-handling", "incident-response")
        & life.completed(Life.SIGNER, "positioning", "pricing"));
    life.measured("NET_NEW_SEATS", 120);
    life.measured("SATISFACTION_ANSWERS", 4);
    life.measured("SATISFACTION_SCORE", 4);
    life.measured("LICENSE_ADHERENCE_PERCENT", 99);
    life.measured("RETENTION_PERCENT", 91);
    life.untilThroughTrouble("a silver partner", () -> reviewed() && life.isIn("SILVER"));
    life.untilThroughTrouble("a gold partner", () -> reviewed() && life.isIn("GOLD"));
    life.until("the end of the review", () -> !life.isUnderReview());
    assertThat(life.helpDesk.members("support-desk")).isEqualTo(2);
    assertThat(life.helpDesk.members("beta-downloads")).isEqualTo(2);
    assertThat(life.isLicensed("GOLD")).isTrue();
  }

  private void losesItsTier() {
    life.mishaps.phase(2);
    life.measured("RETENTION_PERCENT", 75);
    life.until("notice of a demotion", () -> reviewed() && life.standingOfTier().path("openReview").hasNonNull("cureUntil"));
    life.measured("RETENTION_PERCENT", 85);
    life.untilThroughTrouble("a cured partner", () -> !life.isUnderReview());
    assertThat(life.isIn("GOLD")).isTrue();

    life.measured("RETENTION_PERCENT", 75);
    life.until("notice of another demotion", () -> reviewed() && life.standingOfTier().path("openReview").hasNonNull("cureUntil"));
    life.pass(Duration.ofDays(31));
    life.until("a lowered partner", () -> life.isIn("SILVER"));
    assertThat(life.helpDesk.members("beta-downloads")).as("may be used until it is wound down").isEqualTo(2);
    life.pass(Duration.ofDays(91));
    life.untilThroughTrouble("the end of what gold gave", () -> life.helpDesk.members("beta-downloads") == 0 && life.isLicensed("SILVER"));
    assertThat(life.helpDesk.members("support-desk")).isEqualTo(2);
  }

  private void getsAnException() {
    life.mishaps.phase(2);
    String early = exception(Map.of("kind", "EARLY_ACCESS", "scope", "beta-downloads", "days", 14, "reason", "Helps us to test the next version"));
    String cap = exception(Map.of("kind", "USAGE_CAP", "amount", 50, "days", 14, "reason", "A customer grows in this quarter"));
    life.untilThroughTrouble("exceptions in force", () -> isException(early, "IN_FORCE") && isException(cap, "IN_FORCE"));
    assertThat(life.helpDesk.members("beta-downloads")).as("used").isEqualTo(2);
    assertThat(life.extras()).contains("50");

    life.pass(Duration.ofDays(15));
    life.untilThroughTrouble("exceptions reverted", () -> isException(early, "ENDED") && isException(cap, "ENDED"));
    assertThat(life.helpDesk.members("beta-downloads")).as("reverted").isZero();
    assertThat(life.extras()).isEqualTo("[]");
    assertThat(life.isLicensed("SILVER")).isTrue();
  }

  private void leaves() {
    life.told("/api/partners/" + life.partner() + "/termination", Map.of("reason", "CONVENIENCE", "explanation", "It no longer fits"));
    life.until("notice of the termination", () -> isTermination("NOTICE"));
    life.pass(Duration.ofDays(31));
    life.mishaps.phase(3);
    life.untilThroughTrouble("nothing left in the targets", () -> isTermination("UNWINDING") && left().isEmpty());
    handIn();
    life.untilThroughTrouble("a statement that was accepted", this::accepted);
    life.untilThroughTrouble("proof that nothing is left", () -> isTermination("CLOSED"));
    assertThat(life.isInStage("TERMINATED")).isTrue();
  }

  private void handIn() {
    signer = life.inPortal();
    Set<String> requests = new LinkedHashSet<>();
    life.until("requests for certificates", () -> {
      requests.addAll(signer.links("/portal/evidence", EVIDENCE));
      return requests.size() == 2;
    });
    requests.forEach(request -> signer.submit(request, request, Map.of("declared", "true", "name", "Sam Signer", "note", "All of it is gone")));
  }

  /** The product may have been killed since, and the session with it; or the statement was accepted, and only the answer lost. */
  private boolean accepted() {
    if (signer.get("/portal/exit").statusCode() != 200) {
      signer = life.inPortal();
    }
    Set<String> toAccept = signer.links("/portal/exit", STATEMENT);
    statementSeen |= !toAccept.isEmpty();
    toAccept.forEach(statement -> signer.submit("/portal/exit", statement, Map.of()));
    return statementSeen && toAccept.isEmpty();
  }

  private void nothingIsLeft() {
    assertThat(left()).isEmpty();
    life.grantedOnceEach();
    long links = life.portalLinks();
    life.doorsAreShut(signer, SIGNING_LINK);
    life.pass(Duration.ofDays(91));
    life.until("the end of what customers may still use", () -> life.licenses().stream().allMatch(license -> license.get("state").stringValue().equals("REVOKED")));
    life.licensesAreDead();
    JsonNode trail = life.product.get("auditor", "/api/trail/verification");
    assertThat(trail.get("verified").booleanValue()).as(trail.toString()).isTrue();
    assertThat(life.letters.twice()).isEmpty();
    assertThat(life.portalLinks()).as("none for who has left").isEqualTo(links);
    assertThat(life.mishaps.kills()).isEqualTo(5);
    assertThat(left()).isEmpty();
  }

  /** What an LDAP client and a SCIM client see of the partner and its people. */
  private List<String> left() {
    List<String> left = new ArrayList<>(life.directory.mentions(life.partner()));
    left.addAll(life.directory.mentions("wholelife.example"));
    left.addAll(life.helpDesk.mentions(life.partner()));
    left.addAll(life.helpDesk.mentions("wholelife.example"));
    return left;
  }

  private String exception(Map<String, Object> wish) {
    Map<String, Object> request = new HashMap<>(wish);
    request.put("partnerId", life.partner());
    return life.told("/api/exceptions", request).get("id").stringValue();
  }

  private boolean isException(String id, String state) {
    return life.product.get("manager", "/api/exceptions/" + id).get("state").stringValue().equals(state);
  }

  private boolean isTermination(String state) {
    return life.product.get("manager", "/api/partners/" + life.partner() + "/termination").get("state").stringValue().equals(state);
  }

  /** Somebody asks for a review where none is under way. */
  private boolean reviewed() {
    if (!life.isUnderReview()) {
      life.product.post("manager", "/api/partners/" + life.partner() + "/tier-reviews", Map.of());
    }
    return true;
  }
}
