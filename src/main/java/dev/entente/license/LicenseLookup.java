package dev.entente.license;

import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A partner's licenses as its own people see them, and what any token or number is worth. */
@Component
public class LicenseLookup {

  private static final int MOST = 50;

  private final Licenses licenses;
  private final Verifying verifying;
  private final Trail trail;
  private final Clock clock;

  LicenseLookup(Licenses licenses, Verifying verifying, Trail trail, Clock clock) {
    this.licenses = licenses;
    this.verifying = verifying;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * @param seats null where the agreement says how many
   * @param lineage where it comes from, and why it was revoked
   * @param state {@code VALID}, {@code WIND_DOWN} (for end customers who use it already, no new sales), {@code EXPIRED} or {@code REVOKED}
   */
  public record Shown(
      String id, String tier, List<String> modules, List<String> markets, @Nullable Integer seats, Instant validFrom, Instant validUntil, String state,
      @Nullable Instant revokedAt, Lineage lineage) {}

  /**
   * @param result {@code VALID}, {@code WIND_DOWN}, {@code EXPIRED}, {@code REVOKED}, {@code FORGED} or, for a number, {@code UNKNOWN}
   * @param license what it says; only of the partner's own
   */
  public record Checked(String result, @Nullable Shown license) {}

  /** Latest first. */
  public List<Shown> of(PartnerId partner) {
    return licenses.ofPartner(partner, 0, MOST).stream().map(this::shown).toList();
  }

  /** A token of anybody, or the number of one's own license; of others' no more is told than whether a token is good. */
  public Checked check(PartnerId partner, String tokenOrNumber) {
    String asked = tokenOrNumber.strip();
    if (asked.length() <= 40 && asked.indexOf('.') < 0) {
      return licenses.find(asked).filter(license -> license.partner().equals(partner)).map(this::shown)
          .map(license -> new Checked(license.state(), license)).orElse(new Checked("UNKNOWN", null));
    }
    LicenseVerification verification = verifying.verify(asked);
    if (verification.license() == null) {
      return new Checked(verification.result().name(), null);
    }
    Shown shown = licenses.find(verification.license().id()).map(this::shown).orElseThrow();
    return new Checked(shown.state(), verification.license().partnerId().equals(partner.value()) ? shown : null);
  }

  /** The token for the products; that it was taken goes to the record. Empty for another partner's, and for a revoked one. */
  @Transactional
  public Optional<String> token(PartnerId partner, String id, String actor) {
    Optional<License> license = licenses.find(id).filter(found -> found.partner().equals(partner) && !found.revoked());
    license.ifPresent(found -> trail.record(TrailEntry.of(partner.value(), actor, "license.tokenTaken", Map.of("license", id))));
    return license.map(License::token);
  }

  private Shown shown(License license) {
    Instant now = clock.instant();
    String inForce = license.windDown() ? "WIND_DOWN" : "VALID";
    String state = license.revoked() ? "REVOKED" : now.isBefore(license.validUntil()) ? inForce : "EXPIRED";
    return new Shown(license.id(), license.tier(), license.modulesAt(now), license.marketsAt(now), license.seatsAt(now), license.validFrom(),
        license.validUntil(), state, license.revokedAt(), license.lineage());
  }
}
