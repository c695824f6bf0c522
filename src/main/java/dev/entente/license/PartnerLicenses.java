package dev.entente.license;

import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What other features may know and ask of a partner's licenses when the partnership ends. */
@Component
public class PartnerLicenses {

  private static final int MOST = 1000;

  private final Licenses licenses;
  private final LicenseTokens tokens;
  private final Trail trail;
  private final Clock clock;

  PartnerLicenses(Licenses licenses, LicenseTokens tokens, Trail trail, Clock clock) {
    this.licenses = licenses;
    this.tokens = tokens;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * @param active honored everywhere
   * @param windDown honored for what end customers have already
   * @param onRevocationList revoked, and still on the list because their time is not over
   */
  public record Standing(List<String> active, List<String> windDown, List<String> onRevocationList) {}

  public Standing standing(PartnerId partner) {
    Instant now = clock.instant();
    List<License> all = licenses.ofPartner(partner, 0, MOST).stream().filter(license -> license.validUntil().isAfter(now)).toList();
    return new Standing(
        all.stream().filter(license -> !license.revoked() && !license.windDown()).map(License::id).toList(),
        all.stream().filter(license -> !license.revoked() && license.windDown()).map(License::id).toList(),
        all.stream().filter(License::revoked).map(License::id).toList());
  }

  /** @param replaces the revoked license whose seats, modules and markets are kept as they were */
  public record Kept(String licenseId, String replaces) {}

  /** Issues a license that allows no new sales, with the terms of the latest one; needs the caller's transaction. Empty where there never was one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Kept> keepForWindDown(PartnerId partner, Instant until) {
    Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return licenses.last(partner.value()).map(last -> {
      License kept = tokens.sign(new License(UUID.randomUUID().toString(), partner, last.tier(), last.programVersion(), last.modulesAt(from),
          last.marketsAt(from), last.seatsAt(from), List.of(), from, until.truncatedTo(ChronoUnit.SECONDS), until.truncatedTo(ChronoUnit.SECONDS), "", false, null, true,
          Lineage.after(last, Lineage.Cause.WIND_DOWN)));
      if (!licenses.insert(kept)) {
        throw new IllegalStateException("Expected license " + kept.id() + " for the wind-down of " + partner + " to be new, but it was there");
      }
      trail.record(TrailEntry.of(partner.value(), "system", "license.keptForWindDown",
          Map.of("license", kept.id(), "replaces", last.id(), "validUntil", kept.validUntil().toString())));
      return new Kept(kept.id(), last.id());
    });
  }

  /** Safe to repeat; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void endWindDown(PartnerId partner, String licenseId) {
    if (licenses.revoke(licenseId, Lineage.End.TAKEN_AWAY, clock.instant())) {
      trail.record(TrailEntry.of(partner.value(), "system", "license.revoked", Map.of("license", licenseId, "windDown", true)));
    }
  }
}
