package dev.entente.application;

import dev.entente.partner.ContactRequest;
import dev.entente.partner.Countries;
import dev.entente.partner.FieldChecks;
import dev.entente.partner.FieldProblem;
import dev.entente.partner.NameKey;
import dev.entente.partner.NewContact;
import dev.entente.partner.Websites;
import dev.entente.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one application against the bounds and the program, and brings its values to their one form. Used once. */
class ApplicationRules {

  static final int MAX_CONTACTS = 20;

  private final Program program;
  private final FieldChecks checks = new FieldChecks();

  ApplicationRules(Program program) {
    this.program = program;
  }

  /** The checked application, or all that is wrong with it. */
  record Checked(@Nullable Application application, List<FieldProblem> problems) {}

  Checked check(ApplicationRequest request) {
    String legalName = legalName(request.legalName());
    String country = country(request.country());
    String website = website(request.website());
    String registration = checks.text("registrationNumber", request.registrationNumber(), 60);
    List<NewContact> contacts = contacts(request.contacts());
    String tier = tier(request.requestedTier());
    Set<String> markets = markets(request.markets(), country);
    if (!checks.problems().isEmpty()) {
      return new Checked(null, checks.problems());
    }
    String site = website.isEmpty() ? null : website;
    return new Checked(new Application(legalName, country, site, site == null ? null : Websites.domain(site),
        registration.isEmpty() ? null : registration, contacts, tier, markets), List.of());
  }

  private String legalName(@Nullable String written) {
    String name = checks.required("legalName", written, 200);
    if (!name.isEmpty() && NameKey.of(name).isEmpty()) {
      checks.report("legalName", "nameLetters");
    }
    return name;
  }

  private String country(@Nullable String written) {
    String country = checks.required("country", written, 80);
    return country.isEmpty() ? "" : Countries.codeOf(country).orElseGet(() -> checks.report("country", "country", country));
  }

  private String website(@Nullable String written) {
    String website = checks.text("website", written, 300);
    return website.isEmpty() ? "" : Websites.normalized(website).orElseGet(() -> checks.report("website", "website"));
  }

  private String tier(@Nullable String written) {
    String tier = checks.text("requestedTier", written, 40).toUpperCase(Locale.ROOT);
    if (tier.isEmpty()) {
      return program.tiers().get(0).id();
    }
    return program.hasTier(tier) ? tier
        : checks.report("requestedTier", "tier", tier, String.join(", ", program.tiers().stream().map(Program.Tier::id).toList()));
  }

  private Set<String> markets(@Nullable List<@Nullable String> written, String country) {
    Set<String> markets = new LinkedHashSet<>();
    List<@Nullable String> list = written == null ? List.of() : written;
    if (list.size() > 300) {
      checks.report("markets", "marketsMany", 300);
      return markets;
    }
    for (String market : list) {
      String code = checks.text("markets", market, 80).toUpperCase(Locale.ROOT);
      if (!code.isEmpty()) {
        markets.add(program.markets().contains(code) ? code : Countries.codeOf(code).filter(program.markets()::contains)
            .orElseGet(() -> checks.report("markets", "market", code)));
      }
    }
    if (markets.isEmpty() && program.markets().contains(country)) {
      markets.add(country);
    } else if (markets.isEmpty() && !country.isEmpty()) {
      checks.report("markets", "marketsNone");
    }
    return markets;
  }

  private List<NewContact> contacts(@Nullable List<@Nullable ContactRequest> written) {
    List<@Nullable ContactRequest> list = written == null ? List.of() : written;
    if (list.isEmpty() || list.size() > MAX_CONTACTS) {
      checks.report("contacts", list.isEmpty() ? "contactsNone" : "contactsMany", MAX_CONTACTS);
      return List.of();
    }
    List<NewContact> contacts = new ArrayList<>();
    Set<String> emails = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      NewContact person = checks.contact("contacts[" + i + "].", list.get(i));
      if (!person.email().isEmpty() && !emails.add(person.email().toLowerCase(Locale.ROOT))) {
        checks.report("contacts[" + i + "].email", "emailTwice", person.email());
      }
      contacts.add(person);
    }
    return contacts;
  }
}
