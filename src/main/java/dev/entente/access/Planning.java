package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Accounts;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a partner's program version says into orders to grant. */
@Component
public class Planning {

  static final String DIRECTORY = "directory";
  static final String LICENSE_ISSUER = "license-issuer";
  private static final String OWNER = "partner-management";

  private final Partners partners;
  private final Programs programs;
  private final SkippedEntitlements drops;
  private final Targets targets;
  private final Clock clock;

  Planning(Partners partners, Programs programs, SkippedEntitlements drops, Targets targets, Clock clock) {
    this.partners = partners;
    this.programs = programs;
    this.drops = drops;
    this.targets = targets;
    this.clock = clock;
  }

  /** Entitlements of the tier without those that were dropped; failures of an earlier plan are answered by this one. */
  public List<String> plan(PartnerId partner, String tier, JobContext job) {
    Program program = program(partners.facts(partner));
    drops.answerFailures(partner, job.processInstanceKey());
    List<String> dropped = drops.of(partner, job.processInstanceKey());
    return program.tier(tier).entitlements().stream().filter(entitlement -> !dropped.contains(entitlement)).toList();
  }

  public List<GrantOrder> entitlement(PartnerId partner, String id, JobContext job) {
    return entitlement(partner, id, null, job);
  }

  /**
   * One order per holder, after those for the accounts that the role needs in its target: what a target holds of a partner is all in the ledger.
   *
   * @param own terms; those of the tier when null
   */
  public List<GrantOrder> entitlement(PartnerId partner, String id, @Nullable Terms own, JobContext job) {
    PartnerFacts facts = partners.facts(partner);
    Program program = program(facts);
    Program.Entitlement entitlement = program.entitlement(id);
    Terms terms = own == null ? terms(partner, program, "Tier " + tierThatGives(id, facts, program)) : own;
    List<Holder> holders = entitlement.holder() == Program.Holder.PARTNER ? List.of(asSuch(facts)) : people(facts);
    Stream<GrantOrder> roles = holders.stream()
        .map(holder -> new GrantOrder(partner, Grant.Kind.ENTITLEMENT, id, entitlement.name(), new Place(entitlement.target(), entitlement.role()),
            holder, terms, Origin.of(job)));
    return Stream.concat(accountsFor(entitlement.target(), facts, holders, terms, job), roles).toList();
  }

  /** Those of the directory are a step of their own. */
  private Stream<GrantOrder> accountsFor(String target, PartnerFacts facts, List<Holder> holders, Terms terms, JobContext job) {
    Accounts accounts = target.equals(DIRECTORY) || !targets.knows(target) ? Accounts.NONE : targets.get(target).accounts();
    if (accounts == Accounts.NONE) {
      return Stream.of();
    }
    Stream<Holder> above = accounts == Accounts.HOLDER_BELOW_PARTNER ? Stream.of(asSuch(facts)) : Stream.of();
    return Stream.concat(above, holders.stream()).distinct().map(holder -> new GrantOrder(facts.id(), Grant.Kind.ACCOUNT, target + "-account",
        "Account in " + target, new Place(target, TargetSystem.ACCOUNT), holder, terms, Origin.of(job)));
  }

  /** The partner's own entry in the directory, and an account for each of its contacts. */
  public List<GrantOrder> accounts(PartnerId partner, JobContext job) {
    PartnerFacts facts = partners.facts(partner);
    Place account = new Place(DIRECTORY, TargetSystem.ACCOUNT);
    Terms terms = terms(partner, program(facts), "Contact of the partner");
    return Stream.concat(
            Stream.of(new GrantOrder(partner, Grant.Kind.ACCOUNT, "directory-organization", "Directory entry", account, asSuch(facts), terms,
                Origin.of(job))),
            people(facts).stream().map(holder -> new GrantOrder(partner, Grant.Kind.ACCOUNT, "directory-account", "Directory account", account, holder,
                terms, Origin.of(job))))
        .toList();
  }

  GrantOrder license(PartnerId partner, String tier, JobContext job) {
    PartnerFacts facts = partners.facts(partner);
    Program program = program(facts);
    return new GrantOrder(partner, Grant.Kind.LICENSE, "license", "License " + program.tier(tier).name(), new Place(LICENSE_ISSUER, tier), asSuch(facts),
        terms(partner, program, "Tier " + program.tier(tier).name()), Origin.of(job));
  }

  /** The partner's own, or in a promotion the next one that does. */
  private static String tierThatGives(String entitlement, PartnerFacts facts, Program program) {
    Program.Tier own = program.tier(facts.tier());
    return own.entitlements().contains(entitlement) ? own.name()
        : program.tiers().stream().filter(tier -> tier.entitlements().contains(entitlement)).findFirst().map(Program.Tier::name).orElse(own.name());
  }

  private Program program(PartnerFacts facts) {
    return programs.version(facts.programVersion());
  }

  /** What comes later ends with what was there before, on the day of the renewal. */
  private Terms terms(PartnerId partner, Program program, String reason) {
    LocalDate today = LocalDate.now(clock);
    LocalDate end = partners.renewalOn(partner).filter(today::isBefore).orElse(today.plusMonths(program.onboarding().termMonths()));
    return new Terms(reason + ", program " + program.version(), OWNER, end, null);
  }

  private static Holder asSuch(PartnerFacts facts) {
    return new Holder(facts.id().value(), facts.legalName());
  }

  private static List<Holder> people(PartnerFacts facts) {
    return facts.contacts().stream().map(contact -> new Holder(contact.email().toLowerCase(Locale.ROOT), contact.name())).toList();
  }
}
