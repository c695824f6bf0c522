package dev.entente.license;

import dev.entente.access.target.TargetRefused;
import dev.entente.access.target.TargetSystem;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The target system that gives licenses: the role is a tier, the external id the license's.
 *
 * <p>Granting again answers the license that is there as long as it still says what the program and the partner's {@link Overrides} say; where they have
 * changed, one with the new terms takes its place, ending when the old one would have.
 */
@Component
class LicenseIssuer implements TargetSystem {

  private final Licenses licenses;
  private final LicenseTokens tokens;
  private final Partners partners;
  private final Programs programs;
  private final Overrides overrides;
  private final Trail trail;
  private final Clock clock;

  LicenseIssuer(Licenses licenses, LicenseTokens tokens, Partners partners, Programs programs, Overrides overrides, Trail trail, Clock clock) {
    this.licenses = licenses;
    this.tokens = tokens;
    this.partners = partners;
    this.programs = programs;
    this.overrides = overrides;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "license-issuer";
  }

  @Override
  @Transactional
  public String grant(Access access) {
    licenses.lock(access.partnerId());
    License draft = draft(partners.facts(new PartnerId(access.partnerId())), access.role());
    Optional<License> active = licenses.active(access.partnerId(), access.role());
    if (active.isEmpty()) {
      return issue(draft);
    }
    if (active.get().allowsTheSameAs(draft)) {
      return active.get().id();
    }
    revoke(access);
    return issue(draft.endingWithTerm(active.get().termEnd()));
  }

  private String issue(License draft) {
    License license = tokens.sign(draft);
    if (!licenses.insert(license)) {
      return licenses.active(license.partner().value(), license.tier()).map(License::id)
          .orElseThrow(() -> new IllegalStateException("Expected the license of " + license.partner() + " that was just issued, but it is gone"));
    }
    trail.record(TrailEntry.of(license.partner().value(), "system", "license.issued",
        Map.of("license", license.id(), "tier", license.tier(), "program", license.programVersion(), "validUntil", license.validUntil().toString())));
    return license.id();
  }

  @Override
  @Transactional
  public void revoke(Access access) {
    licenses.active(access.partnerId(), access.role()).ifPresent(license -> {
      if (licenses.revoke(license.id(), clock.instant())) {
        trail.record(TrailEntry.of(access.partnerId(), "system", "license.revoked", Map.of("license", license.id())));
      }
    });
  }

  @Override
  public boolean verify(Access access) {
    return licenses.active(access.partnerId(), access.role()).isPresent();
  }

  @Override
  public List<Access> list() {
    return licenses.allActive().stream()
        .map(license -> new Access(license.partner().value(), license.partner().value(), license.id(), license.tier()))
        .toList();
  }

  @Override
  public Optional<String> credential(Access access) {
    return licenses.active(access.partnerId(), access.role()).map(License::token);
  }

  private License draft(PartnerFacts partner, String tierId) {
    Program program = programs.version(partner.programVersion());
    if (program.tiers().stream().noneMatch(tier -> tier.id().equals(tierId))) {
      throw new TargetRefused("Program " + program.version() + " has no tier " + tierId + " to license");
    }
    Program.Tier tier = program.tier(tierId);
    Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant until = from.atOffset(ZoneOffset.UTC).plusMonths(program.onboarding().termMonths()).toInstant();
    return new License(UUID.randomUUID().toString(), partner.id(), tierId, program.version(), tier.modules(),
        List.copyOf(partner.markets()), tier.licenseCap(), extras(partner.id(), clock.instant()), from, until, until, "", false, null, false).endingWithTerm(until);
  }

  private List<Extra> extras(PartnerId partner, Instant at) {
    return overrides.openAt(partner, at).stream()
        .map(override -> new Extra(override.kind(), override.value(), override.from(), override.until())).toList();
  }
}
