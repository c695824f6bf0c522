package dev.entente.access;

import dev.entente.ledger.Grant.Kind;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerSnapshot;
import dev.entente.partner.Stage;
import dev.entente.program.Program;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetSystem.Accounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The grants that ought to exist for one partner on one day, in the order of granting; a function of its input and nothing else.
 *
 * <p>An APPLICANT, a SUSPENDED partner and one that has left ought to have nothing. One that is ONBOARDING ought to have of all that what it was
 * provisioned with so far; one that is TERMINATING keeps until it is unwound what it would have otherwise.
 */
public final class ExpectedAccess {

  static final String DIRECTORY = "directory";
  static final String LICENSE_ISSUER = "license-issuer";
  static final String LICENSE = "license";
  private static final String OWNER = "partner-management";

  private final Inputs in;
  private final Map<GrantKey, ExpectedGrant> grants = new LinkedHashMap<>();

  private ExpectedAccess(Inputs in) {
    this.in = in;
  }

  /**
   * All that it depends on.
   *
   * @param assignments what entitles beside the tier
   * @param skipped entitlements that were given up because they could not be granted
   * @param withheld what somebody has revoked by decision
   * @param provisioned entitlements that were in force at some time; counts while ONBOARDING
   * @param accounts what granting a role brings with it, by target; targets that are not set up are missing
   */
  public record Inputs(PartnerSnapshot partner, Program program, LocalDate today, List<Assignment> assignments, Set<String> skipped,
      Set<GrantKey> withheld, Set<String> provisioned, Map<String, Accounts> accounts) {

    PartnerId id() {
      return partner.id();
    }

    /** As if the cause were not. */
    Inputs without(String cause) {
      return with(assignments.stream().filter(one -> !one.cause().equals(cause)).toList());
    }

    Inputs with(List<Assignment> others) {
      return new Inputs(partner, program, today, others, skipped, withheld, provisioned, accounts);
    }

    /** The day on which the agreed term ends, or would if it began today. */
    LocalDate termEnd() {
      return partner.renewalOn() == null ? today.plusMonths(program.onboarding().termMonths()) : partner.renewalOn();
    }
  }

  /** What ought to be there now. */
  public static List<ExpectedGrant> of(Inputs in) {
    Stage stage = in.partner().facts().stage();
    if (stage != Stage.ONBOARDING && stage != Stage.ACTIVE && stage != Stage.TERMINATING) {
      return List.of();
    }
    return inTier(in, in.partner().facts().tier()).stream()
        .filter(grant -> stage != Stage.ONBOARDING || in.provisioned().contains(grant.entitlement()))
        .filter(grant -> !in.skipped().contains(grant.entitlement()) && !in.withheld().contains(grant.key())).toList();
  }

  /** What ought to be there once the partner is in the tier and nothing is in its way: what is to be granted, or would be. */
  public static List<ExpectedGrant> inTier(Inputs in, String tier) {
    ExpectedAccess expected = new ExpectedAccess(in);
    expected.addTier(in.program().tier(tier));
    expected.addAssignments();
    expected.addLicense(tier);
    return expected.grants.values().stream().filter(grant -> !grant.terms().endsOn().isBefore(in.today())).toList();
  }

  /** What granting one entitlement to all its holders takes, whoever decided that: the accounts that the role needs in its target come first. */
  static List<ExpectedGrant> entitlement(Inputs in, String entitlement, Terms terms) {
    ExpectedAccess expected = new ExpectedAccess(in);
    expected.addEntitlement(in.program().entitlement(entitlement), terms, contact -> true);
    return List.copyOf(expected.grants.values());
  }

  /** The partner's own entry in the directory, and an account for each of its people. */
  static List<ExpectedGrant> accounts(Inputs in) {
    ExpectedAccess expected = new ExpectedAccess(in);
    expected.addDirectoryAccounts();
    return List.copyOf(expected.grants.values());
  }

  static ExpectedGrant license(Inputs in, String tier) {
    String name = in.program().tier(tier).name();
    return new ExpectedGrant(in.id(), Kind.LICENSE, LICENSE, "License " + name, new Place(LICENSE_ISSUER, tier), asSuch(in), term(in, "Tier " + name));
  }

  /** The terms of what the tier gives. */
  static Terms termsOfTier(Inputs in, String entitlement) {
    return term(in, "Tier " + tierThatGives(in, entitlement));
  }

  private void addTier(Program.Tier tier) {
    addDirectoryAccounts();
    tier.entitlements().forEach(id -> addEntitlement(in.program().entitlement(id), term(in, "Tier " + tier.name()), contact -> true));
  }

  private void addAssignments() {
    for (Assignment assignment : in.assignments()) {
      if (assignment instanceof Assignment.Extra extra) {
        addEntitlement(in.program().entitlement(extra.entitlement()), extra.terms(), contact -> true);
      } else if (assignment instanceof Assignment.WindDown windDown) {
        addWindDown(windDown);
      } else if (assignment instanceof Assignment.Adopted adopted && !in.partner().formerContacts().contains(lower(adopted.holder().id()))) {
        add(new ExpectedGrant(in.id(), adopted.kind(), adopted.entitlement(), adopted.name(), adopted.place(), adopted.holder(), adopted.terms()));
      }
    }
  }

  private void addWindDown(Assignment.WindDown windDown) {
    Program.Tier tier = in.program().tier(windDown.tier());
    LocalDate end = windDown.until().isBefore(in.termEnd()) ? windDown.until() : in.termEnd();
    Terms terms = new Terms("Wind-down of tier " + tier.name() + ", program " + in.program().version(), OWNER, end, null);
    tier.entitlements().forEach(id -> addEntitlement(in.program().entitlement(id), terms, contact -> windDown.contacts().contains(contact.id())));
  }

  /** Of the highest tier that the partner is in, or that winds down. */
  private void addLicense(String tier) {
    List<Program.Tier> tiers = in.program().tiers();
    int highest = tiers.indexOf(in.program().tier(tier));
    for (Assignment assignment : in.assignments()) {
      if (assignment instanceof Assignment.WindDown windDown) {
        highest = Math.max(highest, tiers.indexOf(in.program().tier(windDown.tier())));
      }
    }
    add(license(in, tiers.get(highest).id()));
  }

  private void addDirectoryAccounts() {
    Terms terms = term(in, "Contact of the partner");
    Place account = new Place(DIRECTORY, TargetSystem.ACCOUNT);
    add(new ExpectedGrant(in.id(), Kind.ACCOUNT, "directory-organization", "Directory entry", account, asSuch(in), terms));
    people(contact -> true).forEach(holder ->
        add(new ExpectedGrant(in.id(), Kind.ACCOUNT, "directory-account", "Directory account", account, holder, terms)));
  }

  private void addEntitlement(Program.Entitlement entitlement, Terms terms, Predicate<Contact> who) {
    List<Holder> holders = entitlement.holder() == Program.Holder.PARTNER ? List.of(asSuch(in)) : people(who);
    if (!holders.isEmpty()) {
      accountsFor(entitlement.target(), holders).forEach(holder -> add(new ExpectedGrant(in.id(), Kind.ACCOUNT, entitlement.target() + "-account",
          "Account in " + entitlement.target(), new Place(entitlement.target(), TargetSystem.ACCOUNT), holder, terms)));
    }
    holders.forEach(holder -> add(new ExpectedGrant(in.id(), Kind.ENTITLEMENT, entitlement.id(), entitlement.name(),
        new Place(entitlement.target(), entitlement.role()), holder, terms)));
  }

  /** Those of the directory are a step of their own. */
  private Collection<Holder> accountsFor(String target, List<Holder> holders) {
    Accounts accounts = target.equals(DIRECTORY) ? Accounts.NONE : in.accounts().getOrDefault(target, Accounts.NONE);
    if (accounts == Accounts.NONE) {
      return List.of();
    }
    List<Holder> all = new ArrayList<>(accounts == Accounts.HOLDER_BELOW_PARTNER ? List.of(asSuch(in)) : List.of());
    holders.stream().filter(holder -> !all.contains(holder)).forEach(all::add);
    return all;
  }

  private void add(ExpectedGrant grant) {
    grants.merge(grant.key(), grant, ExpectedGrant::orLonger);
  }

  private List<Holder> people(Predicate<Contact> who) {
    return in.partner().facts().contacts().stream().filter(who).map(contact -> new Holder(lower(contact.email()), contact.name())).toList();
  }

  /** What comes later ends with what was there before, on the day of the renewal, or with the grace that was given. */
  private static Terms term(Inputs in, String reason) {
    Optional<LocalDate> grace = in.assignments().stream().filter(Assignment.Grace.class::isInstance).map(one -> ((Assignment.Grace) one).until())
        .max(LocalDate::compareTo);
    LocalDate end = grace.filter(in.termEnd()::isBefore).orElse(in.termEnd());
    return new Terms(reason + ", program " + in.program().version(), OWNER, end, null);
  }

  /** The partner's own, or in a promotion the next one that does. */
  private static String tierThatGives(Inputs in, String entitlement) {
    Program.Tier own = in.program().tier(in.partner().facts().tier());
    return own.entitlements().contains(entitlement) ? own.name()
        : in.program().tiers().stream().filter(tier -> tier.entitlements().contains(entitlement)).findFirst().map(Program.Tier::name).orElse(own.name());
  }

  private static Holder asSuch(Inputs in) {
    return new Holder(in.id().value(), in.partner().facts().legalName());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
