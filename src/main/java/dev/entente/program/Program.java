package dev.entente.program;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of the program file, as loaded and validated.
 *
 * @param version text that agreements are pinned to, such as {@code 2026.1}
 * @param tiers from lowest to highest
 * @param serviceLevels time to act per user task, by element id, with {@code default}
 */
public record Program(
    String name,
    String version,
    List<Tier> tiers,
    List<Entitlement> entitlements,
    List<LicenseModule> modules,
    List<Curriculum> curricula,
    List<String> markets,
    Onboarding onboarding,
    Certificates certificates,
    Exceptions exceptions,
    Termination termination,
    Newcomers newcomers,
    Reviews reviews,
    Map<String, Duration> serviceLevels) {

  /**
   * A level of partnership.
   *
   * @param licenseCap seats at most, null where the agreement says how many
   * @param entitlements ids of what the tier gives, lower tiers' included by the loader; modules likewise
   */
  public record Tier(
      String id, String name, Criteria criteria, @Nullable Integer licenseCap, int discountPercent, List<String> entitlements, List<String> modules) {}

  /**
   * Bars of a tier.
   *
   * @param netNewSeats per 12 months
   * @param retentionPercent null where the tier asks for none
   */
  public record Criteria(
      int netNewSeats, int certifiedPeople, int technicalPercent, int rolesPerPerson, @Nullable Integer retentionPercent, int satisfactionAnswers) {}

  /**
   * What a tier or module allows: a role in a target system.
   *
   * @param target id of the target system, such as {@code directory}
   * @param role name in the target, such as a group's
   * @param holder who holds it
   */
  public record Entitlement(String id, String name, String target, String role, Holder holder) {}

  /** Who holds an entitlement: the partner as such, or each of its contacts. */
  public enum Holder {
    PARTNER, CONTACT
  }

  public record LicenseModule(String id, String name) {}

  /** @param track which kind of certified role it leads to; null where it counts for none */
  public record Curriculum(String id, String name, @Nullable Track track, List<Course> courses) {}

  /** Kinds of roles that certified people have. */
  public enum Track {
    SALES, TECHNICAL
  }

  /**
   * @param passScore of 100
   * @param coolDown before a retake
   * @param timeLimit from enrollment
   */
  public record Course(String id, String name, String url, int passScore, int attempts, Duration coolDown, Duration timeLimit) {}

  /** @param entryTier the highest tier that an application is granted; higher ones are earned */
  public record Onboarding(String curriculum, String entryTier, int certifiedPeople, int signatureDays, int signatureReminderDays, int reviewAfterMonths, int termMonths) {}

  /** @param recertifyDays so long before a certificate expires its holder is enrolled again */
  public record Certificates(int validMonths, List<Integer> reminderDays, int recertifyDays) {}

  /**
   * @param renewals how often one may be extended
   * @param noticeDays so long before its end it is told of
   * @param owners the group that answers for each kind of exception
   */
  public record Exceptions(int maxDays, int renewals, int noticeDays, int maxPaymentDays, Map<String, String> owners) {}

  /**
   * @param returnDays to certify what was returned or destroyed
   * @param disputeDays to dispute a statement
   * @param papersDays so long after the end its contacts may fetch the papers in the portal
   */
  public record Termination(int cureDays, int noticeDays, int sellOffDays, int returnDays, int disputeDays, int papersDays) {}

  /** For so many months after activation the bars are divided by the divisor. */
  public record Newcomers(int months, int barDivisor) {}

  /** @param auditMonths no promotion when the last audit is older */
  public record Reviews(int auditMonths) {}

  public boolean hasTier(String id) {
    return tiers.stream().anyMatch(tier -> tier.id().equals(id));
  }

  /** Time to act on a user task. */
  public Duration serviceLevel(String elementId) {
    return serviceLevels.getOrDefault(elementId, serviceLevels.get("default"));
  }

  /** The same for all user tasks that the file names, as ISO text ({@code P2D} rather than {@code PT48H}): people read it in processes. */
  public Map<String, String> serviceLevelTexts() {
    Map<String, String> texts = new TreeMap<>();
    serviceLevels.forEach((id, time) -> texts.put(id, time.equals(Duration.ofDays(time.toDays())) ? "P" + time.toDays() + "D" : time.toString()));
    return texts;
  }

  /** What is granted to who asks for the tier at the application: no more than the entry tier. */
  public String entryTierFor(String requested) {
    return tiers.indexOf(tier(requested)) > tiers.indexOf(tier(onboarding.entryTier())) ? onboarding.entryTier() : requested;
  }

  public Tier tier(String id) {
    return tiers.stream().filter(tier -> tier.id().equals(id)).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected tier " + id + " in program " + version + ", but it has none"));
  }

  public Entitlement entitlement(String id) {
    return entitlements.stream().filter(entitlement -> entitlement.id().equals(id)).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected entitlement " + id + " in program " + version + ", but it has none"));
  }

  public Curriculum curriculum(String id) {
    return curricula.stream().filter(curriculum -> curriculum.id().equals(id)).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected curriculum " + id + " in program " + version + ", but it has none"));
  }
}
