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

/** The target system that gives licenses: the role is a tier, the external id the license's. Issued once, read as often as asked. */
@Component
class LicenseIssuer implements TargetSystem {

  private final Licenses licenses;
  private final LicenseTokens tokens;
  private final Partners partners;
  private final Programs programs;
  private final Trail trail;
  private final Clock clock;

  LicenseIssuer(Licenses licenses, LicenseTokens tokens, Partners partners, Programs programs, Trail trail, Clock clock) {
    this.licenses = licenses;
    this.tokens = tokens;
    this.partners = partners;
    this.programs = programs;
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
    Optional<License> active = licenses.active(access.partnerId(), access.role());
    if (active.isPresent()) {
      return active.get().id();
    }
    License license = draft(partners.facts(new PartnerId(access.partnerId())), access.role());
    if (!licenses.insert(license)) {
      return licenses.active(access.partnerId(), access.role()).map(License::id)
          .orElseThrow(() -> new IllegalStateException("Expected the license of " + access.partnerId() + " that was just issued, but it is gone"));
    }
    trail.record(TrailEntry.of(access.partnerId(), "system", "license.issued",
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
    License unsigned = new License(UUID.randomUUID().toString(), partner.id(), tierId, program.version(), tier.modules(),
        List.copyOf(partner.markets()), tier.licenseCap(), from, until, "", false, null);
    return tokens.sign(unsigned);
  }
}
