package dev.entente.license;

import dev.entente.license.Lineage.Cause;
import dev.entente.license.Lineage.End;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The target system that gives licenses: the role is a tier, the external id the license's.
 *
 * <p>A partner has one license at a time. Granting again answers the one that is there as long as it still says what the tier, the program and the
 * partner's {@link Overrides} say; else one with the new terms takes its place at once. Whatever takes the place of another ends when that one would have:
 * a change of tier, an exception or a suspension gives no new term.
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
    PartnerFacts partner = partners.facts(new PartnerId(access.partnerId()));
    License draft = draft(partner, access.role());
    Optional<License> active = licenses.active(access.partnerId());
    if (active.isEmpty()) {
      return issue(continued(draft, partner));
    }
    if (active.get().allowsTheSameAs(draft)) {
      return active.get().id();
    }
    Cause cause = active.get().tier().equals(draft.tier()) ? Cause.TERMS_CHANGED : Cause.TIER_CHANGED;
    end(active.get(), End.REPLACED);
    return issue(draft.endingWithTerm(active.get().termEnd()).with(Lineage.after(active.get(), cause)));
  }

  /** The license that was replaced is honored again as it was, with its number and token, unless it would say something else today. */
  @Override
  @Transactional
  public String giveBack(Access access) {
    licenses.lock(access.partnerId());
    License draft = draft(partners.facts(new PartnerId(access.partnerId())), access.role());
    Optional<License> active = licenses.active(access.partnerId());
    Optional<License> before = active.flatMap(license -> Optional.ofNullable(license.lineage().replaces())).flatMap(licenses::find)
        .filter(license -> license.lineage().end() == End.REPLACED && license.allowsTheSameAs(draft));
    if (before.isEmpty() || active.get().allowsTheSameAs(draft)) {
      return grant(access);
    }
    end(active.get(), End.UNDONE);
    if (!licenses.honorAgain(before.get().id())) {
      throw new IllegalStateException("Expected license " + before.get().id() + " to be replaced by " + active.get().id() + ", but it is not");
    }
    trail.record(TrailEntry.of(access.partnerId(), "system", "license.givenBack", Map.of("license", before.get().id(), "undone", active.get().id())));
    return before.get().id();
  }

  /** What was taken away goes on where it was; a partner that is still coming in has not used it, and its time begins anew. */
  private License continued(License draft, PartnerFacts partner) {
    Optional<License> last = licenses.last(partner.id().value()).filter(license -> partner.stage() != Stage.ONBOARDING);
    return last.map(license -> draft.endingWithTerm(license.termEnd()).with(Lineage.after(license, Cause.GIVEN_AGAIN))).orElse(draft);
  }

  private String issue(License draft) {
    License license = tokens.sign(draft);
    if (!licenses.insert(license)) {
      throw new IllegalStateException("Expected " + license.partner() + " to have no license under our lock, but it has one");
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("license", license.id());
    details.put("tier", license.tier());
    details.put("program", license.programVersion());
    details.put("validUntil", license.validUntil().toString());
    details.put("cause", license.lineage().cause().name());
    if (license.lineage().replaces() != null) {
      details.put("replaces", license.lineage().replaces());
    }
    trail.record(TrailEntry.of(license.partner().value(), "system", "license.issued", details));
    return license.id();
  }

  /** Of whatever tier it is: a change of tier may have come as far as this register, and no further. */
  @Override
  @Transactional
  public void revoke(Access access) {
    licenses.lock(access.partnerId());
    licenses.active(access.partnerId()).ifPresent(license -> end(license, End.TAKEN_AWAY));
  }

  private void end(License license, End end) {
    if (licenses.revoke(license.id(), end, clock.instant())) {
      trail.record(TrailEntry.of(license.partner().value(), "system", "license.revoked", Map.of("license", license.id(), "why", end.name())));
    }
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
        List.copyOf(partner.markets()), tier.licenseCap(), extras(partner.id(), clock.instant()), from, until, until, "", false, null, false,
        Lineage.FIRST).endingWithTerm(until);
  }

  private List<Extra> extras(PartnerId partner, Instant at) {
    return overrides.openAt(partner, at).stream()
        .map(override -> new Extra(override.kind(), override.value(), override.from(), override.until())).toList();
  }
}
